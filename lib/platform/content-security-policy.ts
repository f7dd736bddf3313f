import inventory from "@/security/script-inventory.json";

/** Customers pay, so their pages may meet Stripe; the console and all others meet nobody. */
export type Surface = "customer" | "console" | "other";

export interface PolicyFacts {
  readonly surface: Surface;
  /** Base64, new for each answer. */
  readonly nonce: string;
  readonly isHttps: boolean;
  /** Where `next dev` compiles in the browser and reports over a socket. */
  readonly isDevelopment: boolean;
  /** Origins of the local sandbox, which then stands in for all of Stripe's; null when Stripe itself is used. */
  readonly sandboxOrigins: readonly string[] | null;
}

/** Where a browser sends what it blocked. */
export const CSP_REPORT_PATH = "/api/csp-reports";

const FROM_STRIPE = /^https:\/\/([a-z*]+\.)*stripe\.com$/;

/** The sources of a kind on a surface, in the inventory's order. */
function sourcesOf(kind: string, facts: PolicyFacts): string[] {
  const rows = inventory.sources.filter(
    (row) => row.kinds.includes(kind) && row.surfaces.includes(facts.surface),
  );
  const sources = rows.flatMap(({ source }) => {
    if (source === "'nonce'") return [`'nonce-${facts.nonce}'`];
    if (FROM_STRIPE.test(source) && facts.sandboxOrigins !== null) return facts.sandboxOrigins;
    return [source];
  });
  return [...new Set(sources)];
}

/**
 * The Content-Security-Policy of a page, made from security/script-inventory.json and nothing else, so that what is allowed
 * and why is one list. No `'strict-dynamic'`: it would make browsers ignore the hosts, which are the inventory. Style
 * attributes stay allowed, because rendered React carries them; style elements need the nonce.
 * @see https://www.w3.org/TR/CSP3/
 * @see https://docs.stripe.com/security/guide#content-security-policy
 */
export function contentSecurityPolicy(facts: PolicyFacts): string {
  const dev = (source: string) => (facts.isDevelopment ? [source] : []);
  // With a nonce in the list browsers ignore 'unsafe-inline', so while developing the nonce gives way.
  const styles = facts.isDevelopment ? ["'self'", "'unsafe-inline'"] : sourcesOf("style", facts);
  const directives: readonly (readonly [string, readonly string[]])[] = [
    ["default-src", ["'none'"]],
    ["script-src", [...sourcesOf("script", facts), ...dev("'unsafe-eval'")]],
    ["style-src-elem", styles],
    ["style-src-attr", ["'unsafe-inline'"]],
    ["img-src", sourcesOf("image", facts)],
    ["font-src", sourcesOf("font", facts)],
    ["connect-src", [...sourcesOf("connect", facts), ...dev("ws:")]],
    ["frame-src", sourcesOf("frame", facts)],
    ["worker-src", sourcesOf("worker", facts)],
    ["manifest-src", sourcesOf("manifest", facts)],
    ["base-uri", ["'none'"]],
    ["object-src", ["'none'"]],
    ["frame-ancestors", ["'none'"]],
    ["form-action", ["'self'"]],
    // Not report-to: browsers that know it would then hold a report back for up to a minute, and others never send one.
    ["report-uri", [CSP_REPORT_PATH]],
  ];
  const texts = directives.map(([name, sources]) =>
    [name, ...(sources.length > 0 ? sources : ["'none'"])].join(" "),
  );
  if (facts.isHttps) texts.push("upgrade-insecure-requests");
  return texts.join("; ");
}
