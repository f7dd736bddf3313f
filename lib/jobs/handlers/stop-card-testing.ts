import { businessClock } from "@/lib/platform/clock";
import { stopCardTesting as stop } from "@/lib/services/payments/stop-card-testing";

/** Each minute: gives up payments on which one card after another is tried. */
export async function stopCardTesting(): Promise<void> {
  await stop(businessClock);
}
