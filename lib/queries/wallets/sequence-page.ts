import { PAGE_SIZE } from "../console/keyset";

/** A page of a list that is sorted by a number which only grows, newest first. */
export interface SequencePage {
  readonly direction: "older" | "newer";
  /** Null: from the newest. */
  readonly from: bigint | null;
  /** Rows on a page; as many as other lists have, unless it is read by a program. */
  readonly size?: number;
}

export const sizeOf = (page: SequencePage): number => page.size ?? PAGE_SIZE;

export const NEWEST: SequencePage = { direction: "older", from: null };

const SEQUENCE = /^\d{1,18}$/;

/** Reads `older` and `newer` of an address; anything that is no number shows the first page. */
export function sequencePage(text: (name: "older" | "newer") => string): SequencePage {
  const [older, newer] = [text("older"), text("newer")];
  if (SEQUENCE.test(newer)) return { direction: "newer", from: BigInt(newer) };
  return { direction: "older", from: SEQUENCE.test(older) ? BigInt(older) : null };
}

/** Rows that were read with one too many, cut to a page and put newest first, with where the pages beside it begin. */
export function pageOfSequence<T extends { readonly sequence: bigint }>(
  read: readonly T[],
  page: SequencePage,
): { rows: T[]; older: string | null; newer: string | null } {
  const hasMore = read.length > sizeOf(page);
  const kept = read.slice(0, sizeOf(page));
  const rows = page.direction === "older" ? kept : kept.toReversed();
  const hasOlder = page.direction === "newer" ? rows.length > 0 : hasMore;
  const hasNewer = page.direction === "newer" ? hasMore : page.from !== null && rows.length > 0;
  return {
    rows,
    older: hasOlder ? String(rows.at(-1)?.sequence) : null,
    newer: hasNewer ? String(rows[0]?.sequence) : null,
  };
}
