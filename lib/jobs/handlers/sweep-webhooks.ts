import { systemClock } from "@/lib/platform/clock";
import { sweepEvents } from "@/lib/webhooks/sweep-events";

/** Takes in what the gateway never delivered. */
export async function sweepWebhooks(): Promise<void> {
  await sweepEvents("stripe", systemClock.now());
}
