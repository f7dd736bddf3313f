import { settleLostDisputes } from "@/lib/services/disputes/settle-lost-disputes";
import { announceExpiry } from "@/lib/services/wallets/announce-expiry";
import { expireLots } from "@/lib/services/wallets/expire-lots";

const BATCH = 200;

/** Expires what is over, tells of what soon will be, and takes back what was lost to banks. Answers whether there may be more. */
export async function expireCredit(now: Date): Promise<boolean> {
  const clock = { now: () => now };
  const { foundCount, expiredCount } = await expireLots(clock, BATCH);
  await settleLostDisputes(clock, BATCH);
  const toldCount = await announceExpiry(clock, BATCH);
  return (foundCount === BATCH && expiredCount > 0) || toldCount >= BATCH;
}
