import { type IdKind, parsePublicId } from "@/lib/platform/ids";

/** What somebody pasted or typed into a search field. A text of digits may be an order's number and a card's last four. */
export type SearchKey =
  | { readonly kind: "none" }
  | { readonly kind: "id"; readonly of: SearchableId; readonly id: string }
  | { readonly kind: "gateway_id"; readonly id: string }
  | { readonly kind: "trace_id"; readonly id: string }
  | { readonly kind: "digits"; readonly digits: string }
  | { readonly kind: "words"; readonly tsquery: string };

const SEARCHABLE = [
  "order",
  "payment",
  "customer",
  "invoice",
  "journalEntry",
] as const satisfies readonly IdKind[];
export type SearchableId = (typeof SEARCHABLE)[number];

/** Longest text that is looked at. */
const TEXT_MAX = 200;
/** PostgreSQL's bigint has 19 digits; no order's number does. */
const DIGITS_MAX = 18;

function publicIdKey(text: string): SearchKey | null {
  for (const of of SEARCHABLE) {
    const id = parsePublicId(of, text);
    if (id !== null) return { kind: "id", of, id };
  }
  return null;
}

/** A word as the index holds it: its parts in full, the last by its beginning. "ada@ex" is 'ada' & 'ex':*. */
function wordQuery(word: string): string[] {
  const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== "");
  return parts.map((part, index) => (index === parts.length - 1 ? `'${part}':*` : `'${part}'`));
}

/** All words are wanted, each by its beginning: "ada love" finds Ada Lovelace. */
function tsqueryOf(text: string): string {
  return text.toLowerCase().split(/\s+/).flatMap(wordQuery).join(" & ");
}

/** Decides by its form what a search text names. Unknown forms are words of a customer's name or e-mail address. */
export function searchKey(given: string): SearchKey {
  const text = given.trim().slice(0, TEXT_MAX);
  if (text === "") return { kind: "none" };
  const byId = publicIdKey(text);
  if (byId) return byId;
  if (/^(pi|ch|py|evt|cus|pm|seti|txn|re|dp)_[A-Za-z0-9_]+$/.test(text))
    return { kind: "gateway_id", id: text };
  if (/^[0-9a-f]{32}$/i.test(text)) return { kind: "trace_id", id: text.toLowerCase() };
  const digits = text.replace(/^#/, "");
  if (/^\d+$/.test(digits) && digits.length <= DIGITS_MAX) return { kind: "digits", digits };
  return { kind: "words", tsquery: tsqueryOf(text) };
}
