/** More refused deliveries than this from one network in a minute are not looked at any closer. Signed ones never count. */
export const REFUSALS_PER_MINUTE = 120;
const MINUTE_MS = 60_000;
/** So many networks are told apart; a flood from more of them is one flood. */
const NETWORKS_MAX = 10_000;

let minute = 0;
let counts = new Map<string, number>();

/**
 * Counts a delivery that was refused. Answers false once its network has had more than its share in this minute and process:
 * then nothing more is written about it, so that a flood of forged deliveries costs a signature check each and no more.
 */
export function isRefusalWithinLimit(network: string, nowMs: number): boolean {
  const now = Math.floor(nowMs / MINUTE_MS);
  if (now !== minute) {
    minute = now;
    counts = new Map();
  }
  const key = counts.has(network) || counts.size < NETWORKS_MAX ? network : "others";
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count <= REFUSALS_PER_MINUTE;
}

/** When a delivery that was one too many may come again, in seconds. */
export const REFUSAL_WAIT_SECONDS = MINUTE_MS / 1_000;
