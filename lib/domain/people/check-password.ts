import { err, ok, type Result } from "../result";
import { COMMON_PASSWORDS } from "./common-passwords";

export const PASSWORD_LENGTH_MIN = 8;
export const PASSWORD_LENGTH_RECOMMENDED = 15;
const PASSWORD_LENGTH_MAX = 128;

export type PasswordRefusal =
  "password_too_short" | "password_too_long" | "password_too_common" | "password_names_you";

/** Shorter words of a name, such as "jo", stand in too many good passwords by chance. */
const CONTEXT_WORD_LENGTH_MIN = 3;

/** The product's own name, which everybody who guesses here knows. */
const PRODUCT_WORDS = ["remit"];

const LOOKS_LIKE: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

/** The word that "P4ssw0rd" stands for. */
function withoutDisguise(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => LOOKS_LIKE[sign] ?? sign);
}

/** "!welcome2026" without what is not a letter in front and behind. */
function core(text: string): string {
  return text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "");
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** One or two signs over and over, or digits that count up or down. */
function isMonotonous(text: string): boolean {
  const points = Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(points.slice(1).map((point, index) => point - (points[index] ?? 0)));
  const isRun = steps.size === 1 && [...steps].every((step) => Math.abs(step) <= 1);
  return (
    isRun ||
    new Set(text).size <= 2 ||
    "01234567890123456789".includes(text) ||
    "98765432109876543210".includes(text)
  );
}

function isCommon(password: string): boolean {
  const spellings = [
    password,
    core(password),
    withoutDisguise(password),
    core(withoutDisguise(password)),
    withoutDisguise(core(password)),
  ];
  const halves = password.slice(0, password.length / 2);
  const isTwice = password === halves + halves && COMMON_PASSWORDS.has(core(halves));
  return isMonotonous(password) || isTwice || spellings.some((spelling) => COMMON_PASSWORDS.has(spelling));
}

/** The words of names and addresses that somebody who knows the person would try. */
function contextWords(context: readonly string[]): string[] {
  const words = context.flatMap((text) =>
    text
      .normalize("NFKC")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u),
  );
  const long = [...words, ...PRODUCT_WORDS].filter((word) => lengthOf(word) >= CONTEXT_WORD_LENGTH_MIN);
  // The longest first, so that no remainder of "lovelace" is left when "love" goes before it.
  return [...new Set(long)].toSorted((left, right) => right.length - left.length);
}

/** Whether the password is such words with little else: without them, fewer signs remain than a password needs. */
function isMadeOf(password: string, words: readonly string[]): boolean {
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), password);
  return rest !== password && lengthOf(rest) < PASSWORD_LENGTH_MIN;
}

/**
 * Whether somebody may have this password: eight signs at least, 128 at most, none of the commonest, not made of the names
 * in the context (the person's name and e-mail, the merchant's name). No rule asks for capitals, digits or signs: such
 * rules make passwords worse. @see https://pages.nist.gov/800-63-4/sp800-63b.html
 */
export function checkPassword(password: string, context: readonly string[]): Result<void, PasswordRefusal> {
  const text = password.normalize("NFKC");
  if (lengthOf(text) < PASSWORD_LENGTH_MIN) return err("password_too_short");
  if (lengthOf(text) > PASSWORD_LENGTH_MAX) return err("password_too_long");
  const lower = text.toLowerCase();
  if (isCommon(lower)) return err("password_too_common");
  const words = contextWords(context);
  if (isMadeOf(lower, words) || isMadeOf(withoutDisguise(lower), words)) return err("password_names_you");
  return ok(undefined);
}
