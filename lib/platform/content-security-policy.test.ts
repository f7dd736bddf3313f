import { describe, expect, test } from "vitest";
import inventory from "@/security/script-inventory.json";
import { contentSecurityPolicy, type PolicyFacts } from "./content-security-policy";

const FACTS: PolicyFacts = {
  surface: "customer",
  nonce: "bm9uY2U=",
  isHttps: true,
  isDevelopment: false,
  sandboxOrigins: null,
};

function directives(facts: Partial<PolicyFacts>): Map<string, string[]> {
  return new Map(
    contentSecurityPolicy({ ...FACTS, ...facts })
      .split("; ")
      .map((text) => {
        const [name = "", ...sources] = text.split(" ");
        return [name, sources];
      }),
  );
}

describe("S12: the content security policy", () => {
  test("allows a customer's page what Stripe documents, and nothing else from outside", () => {
    const policy = directives({});
    const outside = (name: string) =>
      (policy.get(name) ?? []).filter((source) => source.startsWith("https:"));
    expect(outside("script-src")).toEqual(["https://js.stripe.com", "https://*.js.stripe.com"]);
    expect(outside("frame-src")).toEqual([
      "https://js.stripe.com",
      "https://*.js.stripe.com",
      "https://hooks.stripe.com",
    ]);
    expect(outside("connect-src")).toEqual(["https://api.stripe.com"]);
    for (const [name, sources] of policy)
      if (!["script-src", "frame-src", "connect-src"].includes(name))
        expect(
          sources.filter((source) => source.startsWith("http")),
          name,
        ).toEqual([]);
  });

  test.each(["console", "other"] as const)(
    "allows a page of surface %s nothing from outside, and no frame",
    (surface) => {
      const policy = directives({ surface });
      expect([...policy.values()].flat().filter((source) => source.startsWith("http"))).toEqual([]);
      expect(policy.get("frame-src")).toEqual(["'none'"]);
    },
  );

  test("lets no inline or evaluated script run but with the nonce, on any surface", () => {
    for (const surface of ["customer", "console", "other"] as const) {
      const scripts = directives({ surface }).get("script-src") ?? [];
      expect(scripts).toContain("'nonce-bm9uY2U='");
      expect(scripts.filter((source) => /unsafe|strict-dynamic|^\*$|^https?:$|^data:$/.test(source))).toEqual(
        [],
      );
      expect(directives({ surface }).get("style-src-elem")).toEqual(["'self'", "'nonce-bm9uY2U='"]);
    }
  });

  test("falls back to nothing, cannot be framed, rebased or posted elsewhere, and reports", () => {
    const policy = directives({});
    expect(policy.get("default-src")).toEqual(["'none'"]);
    for (const name of ["base-uri", "object-src", "frame-ancestors"])
      expect(policy.get(name)).toEqual(["'none'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
    expect(policy.get("report-uri")).toEqual(["/api/csp-reports"]);
    expect(policy.has("upgrade-insecure-requests")).toBe(true);
    expect(directives({ isHttps: false }).has("upgrade-insecure-requests")).toBe(false);
  });

  test("puts the sandbox where Stripe was, so that nothing asks Stripe in a demo", () => {
    const policy = contentSecurityPolicy({ ...FACTS, sandboxOrigins: ["http://127.0.0.1:4242"] });
    expect(policy).not.toContain("stripe.com");
    expect(policy).toContain("frame-src http://127.0.0.1:4242;");
  });

  test("S13: each source of the inventory has an owner, a reason and a way to trust it", () => {
    for (const row of inventory.sources)
      for (const text of [row.owner, row.why, row.integrity]) expect(text.length, row.id).toBeGreaterThan(5);
    expect(new Set(inventory.sources.map((row) => row.id)).size).toBe(inventory.sources.length);
  });
});
