/** Something that is due at a time; of two at the same time, the one with the lower turn comes first. */
export type Alarm = {
  readonly dueAtMs: number;
  readonly turn: number;
  readonly ring: () => void;
  /** Given up: it stays in the queue until its time and is passed over then. */
  isGone: boolean;
};

export type AlarmQueue = {
  readonly add: (dueAtMs: number, ring: () => void) => Alarm;
  readonly nextDueMs: () => number | null;
  /** Takes out the earliest that is due until then. */
  readonly takeDue: (untilMs: number) => Alarm | undefined;
};

const isBefore = (a: Alarm, b: Alarm): boolean =>
  a.dueAtMs < b.dueAtMs || (a.dueAtMs === b.dueAtMs && a.turn < b.turn);

function rise(heap: Alarm[], alarm: Alarm): void {
  let index = heap.length;
  while (index > 0) {
    const above = (index - 1) >> 1;
    const parent = heap[above];
    if (parent === undefined || !isBefore(alarm, parent)) break;
    heap[index] = parent;
    index = above;
  }
  heap[index] = alarm;
}

function sink(heap: Alarm[], alarm: Alarm): void {
  let index = 0;
  for (;;) {
    const [left, right] = [heap[index * 2 + 1], heap[index * 2 + 2]];
    const isRight = left !== undefined && right !== undefined && isBefore(right, left);
    const child = isRight ? right : left;
    if (child === undefined || isBefore(alarm, child)) break;
    heap[index] = child;
    index = index * 2 + (isRight ? 2 : 1);
  }
  heap[index] = alarm;
}

/** A binary heap: a busy account has a hundred thousand authorizations that lapse some day. */
export function createAlarmQueue(): AlarmQueue {
  const heap: Alarm[] = [];
  let turn = 0;

  function removeFirst(): void {
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) sink(heap, last);
  }
  function first(): Alarm | undefined {
    while (heap[0]?.isGone === true) removeFirst();
    return heap[0];
  }
  return {
    add(dueAtMs, ring) {
      turn += 1;
      const alarm: Alarm = { dueAtMs, ring, turn, isGone: false };
      rise(heap, alarm);
      return alarm;
    },
    nextDueMs: () => first()?.dueAtMs ?? null,
    takeDue(untilMs) {
      const earliest = first();
      if (earliest === undefined || earliest.dueAtMs > untilMs) return undefined;
      removeFirst();
      return earliest;
    },
  };
}
