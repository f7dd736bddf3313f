const HERE = "http://here.invalid";

/** What browsers drop or turn into a slash while they read an address, and what would end a header line. */
// oxlint-disable-next-line no-control-regex
const MISREAD = /[\u0000-\u0020\u007f\\\u0085\u00a0\u2028\u2029\ufeff]/;

/** The text with each layer of percent encoding taken off, or null when it does not decode or hides too many layers. */
function decoded(text: string): string | null {
  let layer = text;
  for (let depth = 0; depth < 4; depth += 1) {
    if (!/%[0-9a-f]{2}/i.test(layer)) return layer;
    try {
      layer = decodeURIComponent(layer);
    } catch {
      return null;
    }
  }
  return null;
}

function isOwnPath(text: string): boolean {
  return text.startsWith("/") && !text.startsWith("//") && !MISREAD.test(text);
}

/**
 * Where to go after signing in: the given path when it is one of this site's own, else the fallback.
 * The path is judged as written and as decoded, since a proxy in front may decode it before a browser reads it.
 * Pages of signing in are no goal either: they would send the person round in a circle.
 */
export function safeNextPath(given: unknown, fallback = "/"): string {
  if (typeof given !== "string" || given.length > 2_000 || !isOwnPath(given)) return fallback;
  const [path = ""] = given.split(/[?#]/);
  const plain = decoded(path);
  if (plain === null || !isOwnPath(plain) || !URL.canParse(given, HERE)) return fallback;
  const url = new URL(given, HERE);
  if (url.origin !== HERE || url.pathname.startsWith("//")) return fallback;
  if (/^\/(sign-in|sign-up|sign-out|forgot-password|reset-password|api)(\/|$)/.test(url.pathname))
    return fallback;
  return url.pathname + url.search + url.hash;
}
