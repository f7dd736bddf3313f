import pino from "pino";
import { passesLuhn } from "@/lib/domain/card-data/passes-luhn";
import { errorRecord, listedOnly } from "./log-record";

/** Values that must never reach a log, wherever they hide in a text. They end before a quote, so that a line stays JSON. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b([srp]k)_(?:test_|live_)?[A-Za-z0-9_]{4,}/g, "$1_****"],
  [/\bwhsec_[A-Za-z0-9_+/=]{4,}/g, "whsec_****"],
  [/\b(pi|seti)_[A-Za-z0-9]+_secret_[A-Za-z0-9]+/g, "$1_****"],
  [/(\/pay\/)[\w-]{40,}/g, "$1****"],
  [/\b(Bearer)\s+[A-Za-z0-9._~+/=-]+/gi, "$1 ****"],
  [/\b(Basic)\s+[A-Za-z0-9+/]{8,}={0,2}/g, "$1 ****"],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^@\s/"]+@/gi, "$1****@"],
];

/** 13 to 19 digits, grouped or not, that are no part of a longer id or number. */
const DIGITS = /(?<!\w|[0-9a-f]{4}-)[2-6](?:[ -]?\d){12,18}(?!\w|-[0-9a-f]{4})/g;

/** The text without anything that looks like a key, a card number or a password. */
export function scrub(text: string): string {
  const withoutCards = text.replace(DIGITS, (found) =>
    passesLuhn(found.replace(/\D/g, "")) ? "****" : found,
  );
  return SECRETS.reduce(
    (scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement),
    withoutCards,
  );
}

/** Who somebody is stays out of a log, too: of an address only the host is told, of a cookie that there was one. */
const PERSONAL: readonly (readonly [RegExp, string])[] = [
  [/\b((?:set-)?cookie)(\\?["']?\s*[:=]\s*\\?["']?)[^"\\\r\n]+/gi, "$1$2****"],
  [/[\p{L}\p{N}._%+'-]+@(?=[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,})/gu, "****@"],
];

/** What JSON leaves as it is and a terminal obeys: DEL, the C1 controls, line separators, marks that turn a text around. */
const OBEYED = /[\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A finished line as it leaves: without secrets, without addresses, and with nothing in it that a terminal would act upon.
 * JSON has encoded line breaks and escapes by then.
 */
export function scrubLine(line: string): string {
  const withoutPersons = PERSONAL.reduce(
    (scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement),
    scrub(line),
  );
  return withoutPersons.replace(OBEYED, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** What each line has: its level as a word, its instant, and nothing secret. */
export const logOptions = {
  level: process.env["LOG_LEVEL"] ?? "info",
  base: undefined,
  // An instant as a text: a number of so many digits could be taken for a card's.
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: {
    level: (label: string) => ({ level: label }),
    log: listedOnly,
    bindings: listedOnly,
  },
  serializers: { err: (error: unknown) => errorRecord(error) },
  hooks: { streamWrite: scrubLine },
} satisfies pino.LoggerOptions;

/** Structured log, one line each. What is not listed is left out; the patterns are the second net. */
export const log = pino(logOptions);
