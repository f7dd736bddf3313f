/** The time, as an argument: rules never ask what day it is. */
export interface Clock {
  readonly now: () => Date;
}

/** The machine's time: what sessions, limits of attempts and signatures go by, which nobody may move. */
export const systemClock: Clock = { now: () => new Date() };

/** One for each process: pages and routes are bundled apart, and all of them follow the same clock. */
const shared = globalThis as { remitClockOffsetMs?: number };

/** How far business time is ahead of the machine's, in milliseconds. */
export function clockOffsetMs(): number {
  return shared.remitClockOffsetMs ?? 0;
}

/** Has business time be so far ahead of the machine's. Only what reads the stored clock calls it. */
export function setClockOffset(offsetMs: number): void {
  shared.remitClockOffsetMs = offsetMs;
}

/** The time that orders, terms and collection go by. In production it is the machine's; in a demo staff move it forward. */
export const businessClock: Clock = { now: () => new Date(Date.now() + clockOffsetMs()) };
