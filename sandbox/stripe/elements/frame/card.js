/** Brands by the first digits of the number, most specific first. */
const BRANDS = [
  { name: "amex", pattern: /^3[47]/, lengths: [15], cvcLength: 4, groups: [4, 6, 5] },
  { name: "diners", pattern: /^36/, lengths: [14], cvcLength: 3, groups: [4, 6, 4] },
  { name: "diners", pattern: /^3(0[0-5]|09|[89])/, lengths: [16], cvcLength: 3, groups: [4, 4, 4, 4] },
  { name: "jcb", pattern: /^(2131|1800|35(2[89]|[3-8]))/, lengths: [16], cvcLength: 3, groups: [4, 4, 4, 4] },
  { name: "unionpay", pattern: /^62/, lengths: [16, 17, 18, 19], cvcLength: 3, groups: [4, 4, 4, 4, 3] },
  { name: "discover", pattern: /^6(011|5|4[4-9])/, lengths: [16], cvcLength: 3, groups: [4, 4, 4, 4] },
  {
    name: "mastercard",
    pattern: /^(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)/,
    lengths: [16],
    cvcLength: 3,
    groups: [4, 4, 4, 4],
  },
  { name: "visa", pattern: /^4/, lengths: [16], cvcLength: 3, groups: [4, 4, 4, 4] },
];
const UNKNOWN = { name: "unknown", lengths: [16], cvcLength: 3, groups: [4, 4, 4, 4] };

export const digitsOf = (text) => text.replaceAll(/\D/g, "");

export const brandOf = (number) => BRANDS.find((brand) => brand.pattern.test(digitsOf(number))) ?? UNKNOWN;

/** `4242 4242 4242 4242`, `3782 822463 10005`. */
export function formatNumber(text) {
  const brand = brandOf(text);
  const digits = digitsOf(text).slice(0, Math.max(...brand.lengths));
  const parts = [];
  let start = 0;
  for (const size of brand.groups) {
    if (start >= digits.length) break;
    parts.push(digits.slice(start, start + size));
    start += size;
  }
  return parts.join(" ");
}

/** `12 / 34`. The separator appears as soon as the month is complete and may be deleted again. */
export function formatExpiry(text, isDeleting) {
  const withoutCentury = text.replace(/^(\s*\d{1,2}\s*[/-]\s*)20(\d{2})$/, "$1$2");
  let digits = digitsOf(withoutCentury).slice(0, 4);
  if (/^[2-9]/.test(digits)) digits = `0${digits}`.slice(0, 4);
  if (/^\d\s*[/-]/.test(withoutCentury) && digits.length >= 1 && !digits.startsWith("0"))
    digits = `0${digits}`.slice(0, 4);
  if (digits.length < 2 || (digits.length === 2 && isDeleting)) return digits;
  return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
}

export function passesLuhn(number) {
  let sum = 0;
  digitsOf(number)
    .split("")
    .toReversed()
    .forEach((digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    });
  return sum % 10 === 0;
}

/** `words` names the sentence in the customer's language. */
const error = (code, words = code) => ({ code, words });

/** What is wrong with the number, or null. */
export function checkNumber(text) {
  const digits = digitsOf(text);
  const { lengths } = brandOf(digits);
  const isComplete = lengths.includes(digits.length);
  if (isComplete && passesLuhn(digits)) return null;
  if (digits.length < Math.max(...lengths) && !isComplete) return error("incomplete_number");
  return error("invalid_number");
}

/** What is wrong with the expiry on a given day, or null. */
export function checkExpiry(text, today) {
  const digits = digitsOf(text);
  const month = Number(digits.slice(0, 2));
  if (digits.length >= 2 && (month < 1 || month > 12)) return error("invalid_expiry_month");
  if (digits.length < 4) return error("incomplete_expiry");
  const year = 2000 + Number(digits.slice(2, 4));
  if (year < today.getFullYear()) return error("invalid_expiry_year_past");
  if (year === today.getFullYear() && month < today.getMonth() + 1) return error("invalid_expiry_month_past");
  if (year > today.getFullYear() + 50) return error("invalid_expiry_year");
  return null;
}

export function checkCvc(text, number) {
  if (digitsOf(text).length >= brandOf(number).cvcLength) return null;
  return error("incomplete_cvc");
}

const POSTAL_CODES = {
  US: { label: "zip", placeholder: "12345", pattern: /^\d{5}(-?\d{4})?$/, isNumeric: true },
  CA: {
    label: "postalCode",
    placeholder: "M5T 1T4",
    pattern: /^[A-Za-z]\d[A-Za-z] ?\d[A-Za-z]\d$/,
    isNumeric: false,
  },
  GB: {
    label: "postalCode",
    placeholder: "WS11 1DB",
    pattern: /^[A-Za-z]{1,2}\d[A-Za-z\d]? ?\d[A-Za-z]{2}$/,
    isNumeric: false,
  },
};

/** Only these three countries' banks check the postal code of a card. */
export const postalCodeRules = (country) => POSTAL_CODES[country] ?? null;

export function checkPostalCode(text, country) {
  const rules = postalCodeRules(country);
  if (rules === null || rules.pattern.test(text.trim())) return null;
  const kind = rules.label === "zip" ? "zip" : "postal";
  return error("incomplete_zip", `${text.trim() === "" ? "incomplete" : "invalid"}_${kind}`);
}
