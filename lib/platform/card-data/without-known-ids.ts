const UUID =
  /(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])/gi;
/** Hashes, trace ids, tokens. All digits is no hash: in 32 characters that happens once in three million. */
const HEX = /(?<![0-9a-z])(?=[0-9]*[a-f])[0-9a-f]{32,}(?![0-9a-z])/gi;
/** Ours and Stripe's: a short word, an underscore and a tail in which letters are. */
const PREFIXED =
  /(?<![0-9a-z])[a-z]{2,8}_(?:(?:test|live)_)?(?=[0-9]{0,18}[a-z])[0-9a-z]{12,255}(?:_secret_[0-9a-z]+)?/gi;
/** International telephone numbers: a plus sign and at most fifteen digits. @see ITU-T E.164 */
const PHONE = /(?<![0-9a-z])\+(?:[ .()/-]{0,2}\d){7,15}(?![ .()/-]{0,2}\d)/gi;
const IBAN = /(?<![0-9a-z])[a-z]{2}\d{2}(?: ?[0-9a-z]{4}){2,7}(?: ?[0-9a-z]{1,3})?(?![0-9a-z])/gi;

/** An IBAN's own check: letters as numbers, the head behind the rest, and the remainder by 97 is 1. @see ISO 13616 */
function isIban(text: string): boolean {
  const letters = text.replaceAll(" ", "").toLowerCase();
  let remainder = 0;
  for (const letter of letters.slice(4) + letters.slice(0, 4)) {
    const value = Number.parseInt(letter, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
}

/** A sign that no number goes on across. */
const GAP = "\u0000";

/** The text without what is surely no card number, though it holds many digits: ids, hashes, account and telephone numbers. */
export function withoutKnownIds(text: string): string {
  return text
    .replace(UUID, GAP)
    .replace(HEX, GAP)
    .replace(PREFIXED, GAP)
    .replace(IBAN, (found) => (isIban(found) ? GAP : found))
    .replace(PHONE, GAP);
}
