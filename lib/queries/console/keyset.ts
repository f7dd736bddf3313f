import { type Row, textAt } from "@/lib/db/row";

/** Rows shown on one page of a list. */
export const PAGE_SIZE = 50;

/** A place in a list that is sorted by an instant, newest first, with the id to break ties. */
export interface Cursor {
  /** The instant as PostgreSQL prints it: with microseconds, which a Date would drop. Empty where ids sort by time. */
  readonly at: string;
  readonly id: string;
}

export interface PageRequest {
  readonly direction: "older" | "newer";
  /** Null: from the newest row. */
  readonly from: Cursor | null;
}

export const FIRST_PAGE: PageRequest = { direction: "older", from: null };

/** A page, with the places where the next older and the next newer one begin; null where there is none. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly older: string | null;
  readonly newer: string | null;
}

const AT = /^(|\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d)?)$/;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function encodeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at}|${cursor.id}`).toString("base64url");
}

/** Null for anything that encodeCursor did not make: a damaged link then shows the first page. */
export function decodeCursor(text: string): Cursor | null {
  const [at = "", id = ""] = Buffer.from(text, "base64url").toString().split("|");
  return AT.test(at) && UUID.test(id) ? { at, id } : null;
}

/** Reads `older` and `newer` of a list's address. */
export function pageRequest(parameters: {
  older?: string | undefined;
  newer?: string | undefined;
}): PageRequest {
  const newer = decodeCursor(parameters.newer ?? "");
  if (newer) return { direction: "newer", from: newer };
  return { direction: "older", from: decodeCursor(parameters.older ?? "") };
}

interface SortColumns {
  /** Null where the id itself begins with the instant, so that the primary key is the order. */
  readonly at: string | null;
  readonly id: string;
}

/** The condition that begins a page of a list sorted by (at, id), newest first; null for the first page. */
export function keysetCondition(
  page: PageRequest,
  columns: SortColumns,
  bind: (value: unknown) => string,
): string | null {
  if (!page.from) return null;
  const comparison = page.direction === "older" ? "<" : ">";
  if (columns.at === null) return `${columns.id} ${comparison} ${bind(page.from.id)}::uuid`;
  return `(${columns.at}, ${columns.id}) ${comparison} (${bind(page.from.at)}::timestamptz, ${bind(page.from.id)}::uuid)`;
}

/** Order and limit of a page. The query must also select `at::text AS cursor_at` (or `''`) and `id AS cursor_id`. */
export function keysetOrder(page: PageRequest, columns: SortColumns): string {
  const order = page.direction === "older" ? "DESC" : "ASC";
  const at = columns.at === null ? "" : `${columns.at} ${order}, `;
  return `ORDER BY ${at}${columns.id} ${order} LIMIT ${PAGE_SIZE + 1}`;
}

/** Cuts the surplus row that told whether there is more, and puts the newest row first. */
export function pageOf<T>(rows: readonly Row[], page: PageRequest, parse: (row: Row) => T): Page<T> {
  const hasMore = rows.length > PAGE_SIZE;
  const kept = rows.slice(0, PAGE_SIZE);
  const ordered = page.direction === "older" ? kept : kept.toReversed();
  const cursorOf = (row: Row | undefined) =>
    row ? encodeCursor({ at: textAt(row, "cursor_at"), id: textAt(row, "cursor_id") }) : null;
  const hasOlder = page.direction === "newer" || hasMore;
  const hasNewer = page.direction === "newer" ? hasMore : page.from !== null;
  return {
    rows: ordered.map(parse),
    older: hasOlder ? cursorOf(ordered.at(-1)) : null,
    newer: hasNewer ? cursorOf(ordered[0]) : null,
  };
}
