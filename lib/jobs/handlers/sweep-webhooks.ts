import { businessClock } from "@/lib/platform/clock";
import { sweepEvents } from "@/lib/webhooks/sweep-events";

/** Takes in what the gateway never delivered. The sandbox dates its events by the clock that staff move with ours. */
export async function sweepWebhooks(): Promise<void> {
  await sweepEvents("stripe", businessClock.now());
}
