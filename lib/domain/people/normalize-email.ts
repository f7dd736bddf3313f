import { err, ok, type Result } from "../result";

const ADDRESS_LENGTH_MAX = 254;
const LOCAL_LENGTH_MAX = 64;

/** The characters of an unquoted local part (RFC 5322, atext), without dots at its ends or two in a row. */
const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN_LETTERS = /^[\p{L}\p{M}\p{N}.-]+$/u;
const ASCII_DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/;

/** A name such as "bücher.example" in the form that DNS and mail servers use. */
function asciiDomain(domain: string): string | null {
  if (!DOMAIN_LETTERS.test(domain) || !URL.canParse(`http://${domain}`)) return null;
  const ascii = new URL(`http://${domain}`).hostname;
  return ASCII_DOMAIN.test(ascii) ? ascii : null;
}

/**
 * The one spelling of an e-mail address: NFKC, trimmed, lower case, the domain in its ASCII form.
 * Whatever could be read as two addresses, or as another one than it looks, is refused rather than repaired:
 * lists, quotes, markup, line breaks, and signs that only become "@" by normalization (GHSA-7rqj-j65f-68wh).
 */
export function normalizeEmail(text: string): Result<string, "email_malformed"> {
  const given = text.trim();
  const parts = given.split("@");
  const [givenLocal = "", givenDomain = ""] = parts;
  if (parts.length !== 2) return err("email_malformed");
  const local = givenLocal.normalize("NFKC").toLowerCase();
  const domain = asciiDomain(givenDomain.normalize("NFKC").toLowerCase());
  if (domain === null || local.length > LOCAL_LENGTH_MAX || !LOCAL_PART.test(local))
    return err("email_malformed");
  const email = `${local}@${domain}`;
  return email.length > ADDRESS_LENGTH_MAX ? err("email_malformed") : ok(email);
}
