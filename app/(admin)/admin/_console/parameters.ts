import { type PageRequest, pageRequest } from "@/lib/queries/console/keyset";
import type { DayRange } from "@/lib/queries/console/sql-filter";

/** What Next hands to a page as the query of its address. */
export type SearchParameters = Promise<Readonly<Record<string, string | string[] | undefined>>>;

/** The parts of a list's address, each read once; what is not understood is as if it were not there. */
export interface ListParameters {
  readonly text: (name: string) => string;
  readonly member: <const T extends string>(name: string, members: readonly T[]) => T | null;
  readonly day: (name: string) => string | null;
  readonly days: DayRange;
  readonly page: PageRequest;
  /** The same list from another place: the address with its filters and the cursor put in. */
  readonly hrefAt: (path: string, cursor: { older: string } | { newer: string } | null) => string;
  /** Whether anything but the page narrows the list. */
  readonly isFiltered: boolean;
}

const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** A civil day that exists: 2026-02-30 has the form of one but is none. */
function dayOf(text: string): string | null {
  if (!DAY.test(text)) return null;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().startsWith(text) ? text : null;
}

export async function listParameters(given: SearchParameters): Promise<ListParameters> {
  const parameters = await given;
  const text = (name: string) => {
    const value = parameters[name];
    return (Array.isArray(value) ? value[0] : value)?.trim() ?? "";
  };
  const day = (name: string) => dayOf(text(name));
  const kept = Object.keys(parameters).filter(
    (name) => name !== "older" && name !== "newer" && text(name) !== "",
  );
  return {
    text,
    member: (name, members) => members.find((member) => member === text(name)) ?? null,
    day,
    days: { from: day("from"), to: day("to") },
    page: pageRequest({ older: text("older"), newer: text("newer") }),
    hrefAt: (path, cursor) => {
      const query = new URLSearchParams([
        ...kept.map((name): [string, string] => [name, text(name)]),
        ...Object.entries(cursor ?? {}),
      ]);
      return query.size === 0 ? path : `${path}?${query}`;
    },
    isFiltered: kept.length > 0,
  };
}
