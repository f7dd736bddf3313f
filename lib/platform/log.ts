import pino from "pino";

/** Values that must never reach a log, wherever they hide in a text. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b([srp]k|whsec)_(test|live|sandbox)?_?[A-Za-z0-9_]{4,}/g, "$1_****"],
  [/\b(pi|seti)_[A-Za-z0-9]+_secret_[A-Za-z0-9]+/g, "$1_****"],
  [/\b\d(?:[ -]?\d){12,18}\b/g, "****"],
  [/\bBearer\s+\S+/gi, "Bearer ****"],
  [/\bpostgres(ql)?:\/\/[^@\s]+@/g, "postgresql://****@"],
];

/** The text without anything that looks like a key, a card number or a password. */
export function scrub(text: string): string {
  return SECRETS.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

/** Structured log, one line each. Payloads, headers and secrets are never handed to it; the patterns are the second net. */
export const log = pino({
  level: process.env["LOG_LEVEL"] ?? "info",
  base: undefined,
  formatters: { level: (label) => ({ level: label }) },
  hooks: {
    streamWrite: scrub,
  },
});
