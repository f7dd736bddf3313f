import type { Chance } from "./random.ts";

/** What every wish for something to go wrong has: which share of what it fits it meets, and how often yet. */
export type Wish = {
  readonly id: string;
  /** 0 to 1. */
  readonly probability: number;
  remaining: number;
  hits: number;
};

export type Wishes<T extends Wish> = {
  readonly add: (wish: Omit<T, "id" | "hits">) => T;
  /** The first that fits, which is used up by `remaining` calls. */
  readonly take: (fits: (wish: T) => boolean) => T | null;
  readonly list: () => readonly T[];
  readonly keepOnly: (isKept: (wish: T) => boolean) => void;
  /** Answers whether it was there. */
  readonly remove: (id: string) => boolean;
  readonly clear: () => void;
};

/** What tests asked to go wrong, in the order they asked. */
export function createWishes<T extends Wish>(
  kind: string,
  chance: Chance,
  whole: (given: Omit<T, "id" | "hits">, counted: Pick<T, "id" | "hits">) => T,
): Wishes<T> {
  let wishes: readonly T[] = [];
  let count = 0;
  const keepOnly = (isKept: (wish: T) => boolean): void => void (wishes = wishes.filter(isKept));
  return {
    add(given) {
      count += 1;
      const wish = whole(given, { id: `${kind}_${count}`, hits: 0 });
      wishes = [...wishes, wish];
      return wish;
    },
    take(fits) {
      const met = wishes.find((wish) => fits(wish) && (wish.probability >= 1 || chance() < wish.probability));
      if (met === undefined) return null;
      met.hits += 1;
      met.remaining -= 1;
      if (met.remaining <= 0) keepOnly((wish) => wish !== met);
      return met;
    },
    list: () => wishes,
    keepOnly,
    remove(id) {
      const before = wishes.length;
      keepOnly((wish) => wish.id !== id);
      return wishes.length < before;
    },
    clear: () => void (wishes = []),
  };
}
