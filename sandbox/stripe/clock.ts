import { createAlarmQueue } from "./alarm-queue.ts";

/** What the state file keeps of a clock: how far it is from the machine's, or where it stands still. */
export type ClockSetting = { readonly offsetMs: number; readonly frozenAtMs: number | null };

/** The time of one account. Milliseconds since 1970. */
export type Clock = {
  readonly nowMs: () => number;
  readonly isFrozen: () => boolean;
  /**
   * Calls at that time, or at once when it has passed; what is due earlier is called earlier.
   * Answers how to give it up.
   */
  readonly at: (dueAtMs: number, ring: () => void) => () => void;
  /** When the next thing is due. */
  readonly nextDueMs: () => number | null;
  /**
   * Moves on to a later time, by way of everything that is due until then, each at its own time and in that order;
   * `pause` is waited for after each and may hand in more. Moves are made one after another.
   * Answers how many things that was.
   */
  readonly advanceTo: (timeMs: number, pause: () => Promise<unknown>) => Promise<number>;
  readonly isAdvancing: () => boolean;
  /** Starts anew at a time, earlier or later; nothing is called on the way. */
  readonly set: (timeMs: number) => void;
  /** Stands still until it is moved. */
  readonly freeze: () => void;
  /** Runs at the pace of the machine's clock again, from where it is. */
  readonly unfreeze: () => void;
  /** Takes up the setting of an earlier run. */
  readonly restore: (setting: ClockSetting | undefined) => void;
  /** Rings no more. */
  readonly stop: () => void;
};

/** Timers cannot be longer than 2^31 ms; a day is long enough to look again. */
const LOOK_AGAIN_MS = 86_400_000;
const REAL_TIME: ClockSetting = { offsetMs: 0, frozenAtMs: null };

/** The time now by a setting, in milliseconds since 1970. */
export const timeBy = ({ offsetMs, frozenAtMs }: ClockSetting = REAL_TIME): number =>
  frozenAtMs ?? Date.now() + offsetMs;

type State = {
  setting: ClockSetting;
  timer: NodeJS.Timeout | undefined;
  isStopped: boolean;
  /** Moves that are made or wait for their turn. */
  moveCount: number;
  /** Counts starts: a move that an earlier account began ends there. */
  era: number;
  lastMove: Promise<unknown>;
};

/** `onSetting` hears of each change that a restart must find again. */
export function createClock(onSetting: (setting: ClockSetting) => void): Clock {
  const alarms = createAlarmQueue();
  const state: State = {
    setting: REAL_TIME,
    timer: undefined,
    isStopped: false,
    moveCount: 0,
    era: 0,
    lastMove: Promise.resolve(),
  };
  const nowMs = (): number => timeBy(state.setting);

  function change(setting: ClockSetting): void {
    state.setting = setting;
    onSetting(setting);
    arm();
  }
  /** What is due until then, in its order; the queue may grow while it is emptied. */
  function ring(untilMs: number): number {
    let count = 0;
    for (let next = alarms.takeDue(untilMs); next !== undefined; next = alarms.takeDue(untilMs)) {
      next.ring();
      count += 1;
    }
    return count;
  }
  function arm(): void {
    clearTimeout(state.timer);
    state.timer = undefined;
    const dueAtMs = alarms.nextDueMs();
    if (dueAtMs === null || state.isStopped || state.moveCount > 0) return;
    const waitMs = Math.max(0, dueAtMs - nowMs());
    if (state.setting.frozenAtMs !== null && waitMs > 0) return;
    state.timer = setTimeout(
      () => {
        ring(nowMs());
        arm();
      },
      Math.min(waitMs, LOOK_AGAIN_MS),
    );
    state.timer.unref();
  }
  async function move(timeMs: number, pause: () => Promise<unknown>): Promise<number> {
    const { era } = state;
    const isOver = (): boolean => state.isStopped || state.era !== era;
    const wasFrozen = state.setting.frozenAtMs !== null;
    let count = 0;
    const standAt = (atMs: number): void => change({ ...state.setting, frozenAtMs: Math.max(atMs, nowMs()) });
    standAt(nowMs());
    await pause();
    for (
      let dueAtMs = alarms.nextDueMs();
      dueAtMs !== null && dueAtMs <= timeMs;
      dueAtMs = alarms.nextDueMs()
    ) {
      if (isOver()) return count;
      standAt(dueAtMs);
      count += ring(dueAtMs);
      await pause();
    }
    if (isOver()) return count;
    standAt(timeMs);
    if (!wasFrozen) change({ offsetMs: nowMs() - Date.now(), frozenAtMs: null });
    return count;
  }
  return {
    nowMs,
    isFrozen: () => state.setting.frozenAtMs !== null,
    at(dueAtMs, call) {
      const alarm = alarms.add(dueAtMs, call);
      if (alarms.nextDueMs() === dueAtMs) arm();
      return () => void (alarm.isGone = true);
    },
    nextDueMs: alarms.nextDueMs,
    advanceTo(timeMs, pause) {
      state.moveCount += 1;
      const moved = state.lastMove
        .then(() => move(timeMs, pause))
        .finally(() => {
          state.moveCount -= 1;
          arm();
        });
      state.lastMove = moved.catch(() => undefined);
      return moved;
    },
    isAdvancing: () => state.moveCount > 0,
    set(timeMs) {
      const isFrozen = state.setting.frozenAtMs !== null;
      change({ offsetMs: timeMs - Date.now(), frozenAtMs: isFrozen ? timeMs : null });
    },
    freeze: () => change({ ...state.setting, frozenAtMs: nowMs() }),
    unfreeze: () => change({ offsetMs: nowMs() - Date.now(), frozenAtMs: null }),
    restore(setting) {
      state.setting = setting ?? REAL_TIME;
      state.era += 1;
      arm();
    },
    stop() {
      state.isStopped = true;
      clearTimeout(state.timer);
    },
  };
}
