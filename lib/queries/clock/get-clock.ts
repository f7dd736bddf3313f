import { type Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import { findClock } from "@/lib/db/business-clock";
import { type DatedWork, findDatedWork } from "@/lib/db/dated-work";
import { businessClock, systemClock } from "@/lib/platform/clock";
import { isClockMovable } from "@/lib/platform/is-clock-movable";

export interface ClockView {
  readonly now: Date;
  readonly machineNow: Date;
  readonly isMoved: boolean;
  /** Who moved it last, if anybody did, and when by the machine's time. */
  readonly movedBy: string | null;
  readonly movedAt: Date | null;
  /** The nearest of each kind, nearest first. */
  readonly ahead: readonly DatedWork[];
}

/** Where the clock stands and what it comes to next. Null for whoever may not move it, and wherever nobody may. */
export async function getClock(actor: Actor): Promise<ClockView | null> {
  if (!isClockMovable() || !permits(actor, "clock.move")) return null;
  const { offsetMs, movedAt, movedBy } = await findClock();
  const now = businessClock.now();
  const ahead = await findDatedWork(now);
  return { now, machineNow: systemClock.now(), isMoved: offsetMs > 0, movedAt, movedBy, ahead };
}
