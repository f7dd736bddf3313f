import { isRecord } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { integer, required, text } from "../protocol/params.ts";
import type { Collection } from "../collection.ts";

export const searchParams = { query: required(text()), limit: integer(), page: text() };

type Clause = {
  readonly isNegated: boolean;
  readonly field: string;
  readonly key: string | null;
  readonly operator: string;
  readonly value: string;
};

const CLAUSE =
  /^(-)?(\w+(?:\.\w+)*)(?:\[\s*(?:"([^"]*)"|'([^']*)')\s*\])?\s*(:|~|<=|>=|<|>)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(-?\d+|null))/;

function malformed(): never {
  throw invalidRequest(
    'We were unable to parse your search query. Try using the format `metadata["key"]:"value"` to query for metadata or ' +
      'key:"value" to query for other fields.',
    { param: "query" },
  );
}

type Query = { readonly clauses: readonly Clause[]; readonly isEither: boolean };

/** Clauses joined by AND (or a space) or by OR, never both. https://docs.stripe.com/search#search-query-language */
function parseQuery(query: string): Query {
  const clauses: Clause[] = [];
  const connectives = new Set<string>();
  let rest = query.trim();
  while (rest !== "") {
    const found = CLAUSE.exec(rest);
    if (found === null) malformed();
    const [whole, minus, field = "", doubleKey, singleKey, operator = ":", double, single, bare] = found;
    const value = (double ?? single ?? bare ?? "").replaceAll(/\\(.)/g, "$1");
    clauses.push({
      isNegated: minus !== undefined,
      field,
      key: doubleKey ?? singleKey ?? null,
      operator,
      value,
    });
    rest = rest.slice(whole.length).trimStart();
    const connective = /^(AND|OR)\s+/i.exec(rest);
    if (connective === null) continue;
    connectives.add((connective[1] ?? "").toUpperCase());
    rest = rest.slice(connective[0].length);
  }
  if (clauses.length === 0 || connectives.size > 1) malformed();
  return { clauses, isEither: connectives.has("OR") };
}

function valueAt(row: unknown, clause: Clause): unknown {
  const value = clause.field
    .split(".")
    .reduce((node: unknown, key) => (isRecord(node) ? node[key] : undefined), row);
  return clause.key === null ? value : isRecord(value) ? value[clause.key] : undefined;
}

function holds(row: unknown, clause: Clause): boolean {
  const actual = valueAt(row, clause);
  const { value, operator } = clause;
  const isNull = actual === null || actual === undefined;
  if (value === "null" && operator === ":") return isNull !== clause.isNegated;
  const text = typeof actual === "string" ? actual : JSON.stringify(actual ?? "");
  const outcome = {
    ":": !isNull && text.toLowerCase() === value.toLowerCase(),
    "~": text.toLowerCase().includes(value.toLowerCase()),
    "<": Number(actual) < Number(value),
    "<=": Number(actual) <= Number(value),
    ">": Number(actual) > Number(value),
    ">=": Number(actual) >= Number(value),
  }[operator];
  return (outcome === true) !== clause.isNegated;
}

type SearchRequest = {
  readonly query: string;
  readonly limit?: number | undefined;
  readonly page?: string | undefined;
};

/** One page of matches, newest first; `next_page` is the id after which the next page starts. */
export function searchPage<T extends { id: string }>(
  request: SearchRequest,
  collection: Collection<T>,
  url: string,
): object {
  const { clauses, isEither } = parseQuery(request.query);
  const limit = Math.min(100, Math.max(1, request.limit ?? 10));
  const matches = (row: T): boolean =>
    isEither ? clauses.some((clause) => holds(row, clause)) : clauses.every((clause) => holds(row, clause));
  const data: T[] = [];
  let hasMore = false;
  for (const row of collection.newestFirst(request.page) ?? []) {
    if (!matches(row)) continue;
    if (data.length === limit) {
      hasMore = true;
      break;
    }
    data.push(row);
  }
  return {
    object: "search_result",
    data,
    has_more: hasMore,
    next_page: hasMore ? (data.at(-1)?.id ?? null) : null,
    url,
  };
}
