/** What the state file needs of a kind of object, whatever its shape; none of it counts as a change. */
type Kept<T> = {
  readonly ids: () => Iterable<string>;
  /** The object for whoever only looks at it. */
  readonly peek: (id: string) => T | undefined;
  readonly put: (id: string, value: T) => void;
  readonly drop: (id: string) => void;
};

/** Objects of one kind in the order of their creation. */
export type Collection<T extends { id: string }> = Kept<T> & {
  readonly insert: (object: T) => T;
  /** The object, which whoever asked may change: it is written to the state file again. */
  readonly find: (id: string) => T | undefined;
  readonly remove: (id: string) => void;
  /** Newest first, starting after the object with that id when one is given; `undefined` when it is not here. To look at only. */
  readonly newestFirst: (afterId?: string) => Iterable<T> | undefined;
  readonly oldestFirst: (afterId?: string) => Iterable<T> | undefined;
  readonly count: () => number;
};

/** Values by a key of somebody else's, such as the card behind a payment method. */
export type Keyed<T> = Kept<T> & {
  /** The value, which whoever asked may change. */
  readonly get: (key: string) => T | undefined;
  readonly has: (key: string) => boolean;
  readonly set: (key: string, value: T) => void;
  readonly delete: (key: string) => void;
  /** To look at only. */
  readonly entries: () => Iterable<readonly [string, T]>;
};

/** Hears of what becomes of the values of one kind. */
export type Watch = {
  readonly touch: (id: string) => void;
  readonly handOut: (id: string) => void;
};

export function createCollection<T extends { id: string }>({ touch, handOut }: Watch): Collection<T> {
  const rows: (T | undefined)[] = [];
  const positions = new Map<string, number>();

  function* walk(from: number, step: 1 | -1): Iterable<T> {
    for (let index = from; index >= 0 && index < rows.length; index += step) {
      const row = rows[index];
      if (row !== undefined) yield row;
    }
  }
  function start(afterId: string | undefined, first: number, step: 1 | -1): Iterable<T> | undefined {
    if (afterId === undefined) return walk(first, step);
    const position = positions.get(afterId);
    return position === undefined ? undefined : walk(position + step, step);
  }
  function peek(id: string): T | undefined {
    const position = positions.get(id);
    return position === undefined ? undefined : rows[position];
  }
  function put(id: string, object: T): void {
    const position = positions.get(id) ?? rows.length;
    positions.set(id, position);
    rows[position] = object;
  }
  function drop(id: string): void {
    const position = positions.get(id);
    if (position !== undefined) rows[position] = undefined;
    positions.delete(id);
  }
  return {
    ids: () => positions.keys(),
    peek,
    put,
    drop,
    insert(object) {
      put(object.id, object);
      touch(object.id);
      return object;
    },
    find(id) {
      const found = peek(id);
      if (found !== undefined) handOut(id);
      return found;
    },
    remove(id) {
      drop(id);
      touch(id);
    },
    newestFirst: (afterId) => start(afterId, rows.length - 1, -1),
    oldestFirst: (afterId) => start(afterId, 0, 1),
    count: () => positions.size,
  };
}

export function createKeyed<T>({ touch, handOut }: Watch): Keyed<T> {
  const values = new Map<string, T>();
  return {
    ids: () => values.keys(),
    peek: (key) => values.get(key),
    put: (key, value) => void values.set(key, value),
    drop: (key) => void values.delete(key),
    get(key) {
      const value = values.get(key);
      if (value !== undefined) handOut(key);
      return value;
    },
    has: (key) => values.has(key),
    set(key, value) {
      values.set(key, value);
      touch(key);
    },
    delete(key) {
      if (values.delete(key)) touch(key);
    },
    entries: () => values.entries(),
  };
}
