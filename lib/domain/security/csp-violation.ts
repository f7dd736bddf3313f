/** What a browser blocked, with nothing in it that names a person, a page or a secret. */
export interface CspViolation {
  readonly surface: "customer" | "console" | "other";
  readonly directive: string;
  readonly blockedHost: string;
}

const DIRECTIVE = /^[a-z]+(-[a-z]+){0,3}$/;
const KEYWORDS = ["inline", "eval", "wasm-eval", "self", "data", "blob", "about"];

/** The host of an address, or the keyword that stands where there is none; null for anything else. */
function blockedHostOf(blockedUrl: string): string | null {
  const keyword = KEYWORDS.find((each) => blockedUrl === each || blockedUrl.startsWith(`${each}:`));
  if (keyword !== undefined) return keyword;
  if (!URL.canParse(blockedUrl)) return null;
  const { hostname, protocol } = new URL(blockedUrl);
  // Extensions of the browser inject what they like; that is between them and their user.
  return protocol === "http:" || protocol === "https:" ? hostname.slice(0, 253) : null;
}

/**
 * A report reduced to what may be kept; null when it is not one of our pages' or not readable. Anybody can send reports, so
 * each part is held to its form.
 */
export function cspViolation(
  report: { readonly documentUrl: string; readonly blockedUrl: string; readonly directive: string },
  appOrigin: string,
): CspViolation | null {
  if (!URL.canParse(report.documentUrl)) return null;
  const page = new URL(report.documentUrl);
  const directive = report.directive.split(" ")[0] ?? "";
  const blockedHost = blockedHostOf(report.blockedUrl);
  if (page.origin !== appOrigin || !DIRECTIVE.test(directive) || blockedHost === null) return null;
  const surface = /^\/admin(\/|$)/.test(page.pathname) ? "console" : "customer";
  return { surface, directive, blockedHost };
}
