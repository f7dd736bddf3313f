import type { Clock } from "@/lib/platform/clock";

/** A clock that a test moves by hand: to an hour of a day, in UTC. */
export interface MovedClock extends Clock {
  readonly moveTo: (day: string, hour?: string) => void;
}

export function movedClock(start: string): MovedClock {
  let now = new Date(start);
  return {
    now: () => now,
    moveTo: (day, hour = "12") => void (now = new Date(`${day}T${hour}:00:00Z`)),
  };
}
