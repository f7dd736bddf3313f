/** Which objects were handed out for change since the last time somebody asked. */
export type Changes = {
  /** An object is new, gone or changed. */
  readonly touch: (table: string, id: string) => void;
  /** An object was given to somebody who may change it. */
  readonly handOut: (table: string, id: string) => void;
  /** Runs work that only looks: what it finds does not count as changed. */
  readonly whileReading: <T>(work: () => T) => T;
  /** Everything is gone; what was touched before has no meaning any more. */
  readonly forgetAll: () => void;
  /** What was touched since the last call, in the order of touching; `null` when nothing was. */
  readonly take: () => Touched | null;
};

export type Touched = {
  /** Before these changes everything was forgotten. */
  readonly isFresh: boolean;
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
};

/** For an account that is kept in memory only. */
export const NO_CHANGES: Changes = {
  touch: () => {},
  handOut: () => {},
  whileReading: (work) => work(),
  forgetAll: () => {},
  take: () => null,
};

/**
 * Notes ids, not copies, so that the request that changes an object pays for one entry in a set.
 * `onChange` is called at each change.
 */
export function createChanges(onChange: () => void): Changes {
  let ids = new Map<string, Set<string>>();
  let isFresh = false;
  let isReading = false;
  function touch(table: string, id: string): void {
    const known = ids.get(table);
    if (known === undefined) ids.set(table, new Set([id]));
    else known.add(id);
    onChange();
  }
  return {
    touch,
    handOut(table, id) {
      if (!isReading) touch(table, id);
    },
    whileReading(work) {
      isReading = true;
      try {
        return work();
      } finally {
        isReading = false;
      }
    },
    forgetAll() {
      ids = new Map();
      isFresh = true;
      onChange();
    },
    take() {
      if (ids.size === 0 && !isFresh) return null;
      const touched = { isFresh, ids };
      ids = new Map();
      isFresh = false;
      return touched;
    },
  };
}
