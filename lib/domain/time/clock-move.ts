/** How far one move may go: more than a year's plan, less than a slip of the finger. */
export const CLOCK_MOVE_DAYS_MAX = 400;

const DAY_MS = 86_400_000;

/** How staff ask for another time: by so many milliseconds, or to when the next dated work falls due. */
export type ClockMove = { readonly kind: "by"; readonly ms: number } | { readonly kind: "next" };

/** The instant that a move leads to; null when it is not forward, or too far. The next event may be as far as it is. */
export function clockTarget(now: Date, move: ClockMove, nextAt: Date | null): Date | null {
  if (move.kind === "next") return nextAt !== null && nextAt > now ? nextAt : null;
  const isForward = Number.isSafeInteger(move.ms) && move.ms > 0 && move.ms <= CLOCK_MOVE_DAYS_MAX * DAY_MS;
  return isForward ? new Date(now.getTime() + move.ms) : null;
}
