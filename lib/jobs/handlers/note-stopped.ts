import { businessClock } from "@/lib/platform/clock";
import { stopTexts } from "@/lib/services/notices/stop-texts";

/** Whoever ended text messages where they are carried has ended them here. */
export async function noteStopped(phone: string): Promise<void> {
  await stopTexts(businessClock, { phone, source: "gateway", wording: "Refused by the carrier: stopped." });
}
