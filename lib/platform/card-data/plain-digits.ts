const DECIMAL_DIGIT = /\p{Nd}/u;
/** Digits of any script but ASCII's. */
const FOREIGN_DIGIT = /[^\P{Nd}0-9]/gu;
/** Signs that are not seen: joiners, marks of direction, soft hyphens. */
const UNSEEN = /[\p{Cf}\p{Mn}]/gu;
const DASH = /[\p{Pd}\u2212\u00b7\u2022]/gu;
const SPACE = /[\p{Zs}\t]/gu;

/** The value of a decimal digit: each script has its ten in a row, and no two rows touch once Unicode is normalized. */
function digitValue(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 9 && DECIMAL_DIGIT.test(String.fromCodePoint(code - value - 1))) value += 1;
  return `${value}`;
}

/**
 * A text in which digits, dashes and spaces are ASCII's, whatever script, width or style they were written in, and nothing
 * unseen stands between them.
 */
export function plainDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replace(UNSEEN, "")
    .replace(FOREIGN_DIGIT, digitValue)
    .replace(DASH, "-")
    .replace(SPACE, " ");
}
