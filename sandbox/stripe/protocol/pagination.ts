import type { ListObject } from "../objects.ts";
import type { Collection } from "../collection.ts";
import { invalidParameter, noSuch } from "./errors.ts";
import { integer, object, text, type Field } from "./params.ts";

type Range = {
  readonly gt?: number | undefined;
  readonly gte?: number | undefined;
  readonly lt?: number | undefined;
  readonly lte?: number | undefined;
};

const rangeSpec = { gt: integer(), gte: integer(), lt: integer(), lte: integer() };

/** `created=123` or `created[gte]=123`. */
export const timeRange = (): Field<Range, false> => ({
  required: false,
  read(node, name) {
    if (typeof node !== "string") return object(rangeSpec).read(node, name);
    const exactly = integer().read(node, name);
    return { gte: exactly, lte: exactly };
  },
});

export const inRange = (value: number, range: Range | undefined): boolean =>
  range === undefined ||
  (value > (range.gt ?? -Infinity) &&
    value >= (range.gte ?? -Infinity) &&
    value < (range.lt ?? Infinity) &&
    value <= (range.lte ?? Infinity));

/** The parameters of every list. https://docs.stripe.com/api/pagination */
export const pageParams = { limit: integer(), starting_after: text(), ending_before: text() };

type Page = {
  readonly limit?: number | undefined;
  readonly starting_after?: string | undefined;
  readonly ending_before?: string | undefined;
};

function pageSize(limit: number | undefined): number {
  if (limit === undefined) return 10;
  if (limit < 1 || limit > 100) {
    const message =
      limit < 1 ? "Invalid integer: limit must be at least 1" : "Invalid integer: limit must be at most 100";
    throw invalidParameter(message, { code: "parameter_invalid_integer", param: "limit" });
  }
  return limit;
}

function take<T>(rows: Iterable<T>, keep: (row: T) => boolean, count: number): T[] {
  const taken: T[] = [];
  for (const row of rows) {
    if (!keep(row)) continue;
    taken.push(row);
    if (taken.length === count) break;
  }
  return taken;
}

type Source<T extends { id: string }> = {
  readonly collection: Collection<T>;
  readonly url: string;
  /** How Stripe names the object when a cursor does not exist. */
  readonly kind: string;
  readonly keep?: (row: T) => boolean;
  /** What is answered for a row, when it is not the row itself. */
  readonly view?: (row: T) => unknown;
};

/** One page, newest first. */
export function listPage<T extends { id: string }>(page: Page, source: Source<T>): ListObject {
  const size = pageSize(page.limit);
  const keep = source.keep ?? (() => true);
  const view = source.view ?? ((row: T) => row);
  if (page.ending_before !== undefined && page.starting_after !== undefined) {
    throw invalidParameter("You cannot parameterize both `starting_after` and `ending_before`; pick one.", {
      param: "starting_after",
    });
  }
  if (page.ending_before !== undefined) {
    const newer = source.collection.oldestFirst(page.ending_before);
    if (newer === undefined) throw noSuch(source.kind, page.ending_before, "ending_before", 400);
    const rows = take(newer, keep, size + 1);
    return {
      object: "list",
      url: source.url,
      has_more: rows.length > size,
      data: rows.slice(0, size).toReversed().map(view),
    };
  }
  const older = source.collection.newestFirst(page.starting_after);
  if (older === undefined) throw noSuch(source.kind, page.starting_after ?? "", "starting_after", 400);
  const rows = take(older, keep, size + 1);
  return {
    object: "list",
    url: source.url,
    has_more: rows.length > size,
    data: rows.slice(0, size).map(view),
  };
}

type Rows = {
  readonly rows: readonly { readonly id: string }[];
  readonly url: string;
  readonly kind: string;
};

/** One page of what belongs to an object, in its own order, such as the lines of a Checkout Session. */
export function listRows(page: Page, { rows, url, kind }: Rows): ListObject {
  const size = pageSize(page.limit);
  const [cursor, param] =
    page.ending_before === undefined
      ? [page.starting_after, "starting_after"]
      : [page.ending_before, "ending_before"];
  const position = cursor === undefined ? -1 : rows.findIndex(({ id }) => id === cursor);
  if (cursor !== undefined && position === -1) throw noSuch(kind, cursor, param, 400);
  if (page.ending_before !== undefined) {
    const start = Math.max(0, position - size);
    return { object: "list", url, has_more: start > 0, data: rows.slice(start, position) };
  }
  const rest = rows.slice(position + 1);
  return { object: "list", url, has_more: rest.length > size, data: rest.slice(0, size) };
}
