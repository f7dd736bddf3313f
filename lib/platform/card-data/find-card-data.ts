import creditCardType from "credit-card-type";
import { passesLuhn } from "@/lib/domain/card-data/passes-luhn";
import { plainDigits } from "./plain-digits";
import { withoutKnownIds } from "./without-known-ids";

/** What must not be here: a card's number, or what its magnetic stripe holds. */
export type CardData = "card_number" | "track_data";

const DIGITS_MIN = 13;
const DIGITS_MAX = 19;
/** What is longer is looked at only so far, so that nobody can keep the server busy with it. No person's text comes near. */
const TEXT_LENGTH_MAX = 500_000;
const GROUPS_MAX = 5_000;

/** Groups of digits with at most three signs between them: together they may be one number. */
const CHAIN = /\d+(?:[ ._/-]{1,3}\d+)*/g;
const GROUP = /\d+/g;
const TRACKS = /%?b\d{12,19}\^[^^\n]{2,26}\^\d{4}|;\d{12,19}=\d{4}/i;

/** Visa's oldest numbers have thirteen digits, which the table of issuers has forgotten. */
const OLD_VISA = /^4\d{12}$/;

/** What no issuer's numbers begin with is not looked up. */
const FIRST_DIGIT = /^[234569]/;

const known = new Map<string, boolean>();
const KNOWN_MAX = 10_000;
/** No issuer's range is told by more digits. */
const HEAD_LENGTH = 8;

/** Whether an issuer gives out numbers with this beginning and length. The table is slow, so that its answers are kept. */
function isIssued(digits: string): boolean {
  const head = digits.slice(0, HEAD_LENGTH);
  const key = `${head} ${digits.length}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  if (known.size >= KNOWN_MAX) known.clear();
  const is =
    OLD_VISA.test(digits) || creditCardType(head).some(({ lengths }) => lengths.includes(digits.length));
  known.set(key, is);
  return is;
}

/** A number that an issuer gives out, with a last digit that fits. */
function isCardNumber(digits: string): boolean {
  return passesLuhn(digits) && isIssued(digits);
}

/** A number with its month, year and code written without a gap. */
const WITH_EXPIRY = /^(\d{15,16})(?:0[1-9]|1[0-2])\d{2}(?:\d{3,4})?$/;

function isCardRun(digits: string): boolean {
  if (!FIRST_DIGIT.test(digits)) return false;
  if (digits.length <= DIGITS_MAX) return isCardNumber(digits);
  const number = WITH_EXPIRY.exec(digits)?.[1];
  return number !== undefined && isCardNumber(number);
}

/** The groups in which cards are printed, besides those that are all alike: American Express, Diners Club, Maestro. */
const PRINTED = new Set(["4 6 5", "4 6 4", "6 13", "4 4 5", "4 4 4 6"]);

/** Whether people write a number in such groups: all alike but the last, or as printed. A list of amounts looks otherwise. */
function isWrittenSo(groups: readonly string[]): boolean {
  const lengths = groups.map((group) => group.length);
  const [first = 0] = lengths;
  const last = lengths.at(-1) ?? 0;
  return (
    (last <= first && lengths.slice(0, -1).every((length) => length === first)) ||
    PRINTED.has(lengths.join(" "))
  );
}

function holdsCardNumber(chain: string): boolean {
  const groups = (chain.match(GROUP) ?? []).slice(0, GROUPS_MAX);
  for (let start = 0; start < groups.length; start += 1) {
    let digits = "";
    for (let end = start; end < groups.length && digits.length < DIGITS_MAX; end += 1) {
      digits += groups[end] ?? "";
      if (digits.length < DIGITS_MIN) continue;
      if (isCardRun(digits) && isWrittenSo(groups.slice(start, end + 1))) return true;
    }
  }
  return false;
}

/**
 * Whether a text holds a raw card number or a magnetic stripe's data, in whatever digits and with whatever between them: last
 * digit, issuer and length all have to fit. Known ids are skipped. What it finds it does not tell: nobody may keep it.
 * A number of another kind that fits by chance is a false alarm, which staff mark as one.
 */
export function findCardData(given: string): CardData | null {
  if ((given.match(/\p{Nd}/gu)?.length ?? 0) < DIGITS_MIN) return null;
  const text = plainDigits(given.slice(0, TEXT_LENGTH_MAX));
  if (TRACKS.test(text)) return "track_data";
  const chains = withoutKnownIds(text).match(CHAIN) ?? [];
  return chains.some((chain) => chain.length >= DIGITS_MIN && holdsCardNumber(chain)) ? "card_number" : null;
}
