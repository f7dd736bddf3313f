import { NextRequest } from "next/server";
import { describe, expect, test } from "vitest";
import { forgetTrouble, noteTrouble } from "@/lib/platform/database-gauge";
import { config, proxy } from "@/proxy";
import { serviceDatabase } from "@/test/support/service-database";

serviceDatabase(() => ({ APP_URL: "https://pay.example.com" }));

function ask(path: string, headers: Record<string, string> = {}) {
  return proxy(new NextRequest(`http://evil.example${path}`, { headers }));
}

/** What the page behind would be handed: Next tells it by these headers of the proxy's answer. */
function inbound(response: Response): string[] {
  return (response.headers.get("x-middleware-override-headers") ?? "").split(",");
}

describe("proxy", () => {
  test.each(["/admin", "/admin/orders?state=paid", "/account/wallet", "/orders/ord_1", "/checkout/ord_1"])(
    "S08: spares a visitor the way to %s, on the canonical origin whatever the host says",
    async (path) => {
      const response = await ask(path);
      expect(response.status).toBe(307);
      expect(response.headers.get("location")).toBe(
        `https://pay.example.com/sign-in?next=${new URLSearchParams({ next: path }).toString().slice(5)}`,
      );
    },
  );

  test.each(["/", "/products/audit", "/sign-in", "/ordersheet", "/administrator", "/api/health"])(
    "lets a visitor through to %s",
    async (path) => {
      expect((await ask(path)).headers.get("location")).toBeNull();
    },
  );

  test.each([
    "x-middleware-subrequest",
    "x-middleware-rewrite",
    "x-middleware-next",
    "next-resume",
    "x-nonce",
    "content-security-policy-report-only",
    "x-remit-anything",
  ])("lets no visitor past with %s, and hands it to no page", async (name) => {
    expect((await ask("/admin", { [name]: "proxy:proxy:proxy:proxy:proxy" })).status).toBe(307);
    expect(inbound(await ask("/", { [name]: "1", "x-kept": "1" }))).not.toContain(name);
    expect(inbound(await ask("/", { [name]: "1", "x-kept": "1" }))).toContain("x-kept");
  });

  test("S12: gives each page and each answer one policy with one nonce, new each time, whatever the client sent", async () => {
    const policyOf = async () => {
      const response = await ask("/", { "content-security-policy": "script-src 'nonce-evil'" });
      const policy = response.headers.get("content-security-policy");
      expect(response.headers.get("x-middleware-request-content-security-policy")).toBe(policy);
      return policy;
    };
    const policies = [await policyOf(), await policyOf()];
    expect(policies[0]).toMatch(/script-src 'self' 'nonce-[A-Za-z0-9+/]{22}=='/);
    expect(policies[0]).not.toBe(policies[1]);
    expect(policies[0]).not.toContain("evil");
  });

  test.each([
    { path: "/checkout/ord_1", meets: true },
    { path: "/", meets: true },
    { path: "/admin", meets: false },
    { path: "/admin/orders", meets: false },
    { path: "/mailbox", meets: false },
    { path: "/api/health", meets: false },
  ])("S12: lets $path meet Stripe: $meets", async ({ path, meets }) => {
    // Without a cookie some of them answer with a redirect, which carries the same policy.
    expect(((await ask(path)).headers.get("content-security-policy") ?? "").includes("js.stripe.com")).toBe(
      meets,
    );
  });

  test("tells the page its own path, not one that the client made up", async () => {
    const response = await ask("/cart?x=1", { "x-remit-path": "//evil.example" });
    expect(response.headers.get("x-middleware-request-x-remit-path")).toBe("/cart?x=1");
  });

  test.each(["/", "/admin", "/reset-password?token=x", "/api/health"])(
    "dresses %s in headers",
    async (path) => {
      const { headers } = await ask(path);
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("content-security-policy")).toContain("frame-ancestors 'none'");
      expect(headers.get("cross-origin-opener-policy")).toBe("same-origin-allow-popups");
      expect(headers.get("strict-transport-security")).toMatch(/^max-age=\d{8,}; includeSubDomains$/);
    },
  );

  test.each(["/products/%00", "/mailbox?to=a%00b", "/products/%F0%9F", "/courses/%ED%A0%80", "/admin/%C3"])(
    "answers %s, which no page can read, itself",
    async (path) => {
      const response = await ask(path);
      expect(response.status).toBe(400);
      expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    },
  );

  test.each(["/products/%E2%82%AC", "/mailbox?to=100%", "/products/100%2500"])(
    "leaves %s to its page",
    async (path) => {
      expect((await ask(path)).status).toBe(200);
    },
  );

  test("keeps the address of a page with a secret to itself", async () => {
    expect((await ask("/reset-password?token=x")).headers.get("referrer-policy")).toBe("no-referrer");
    expect((await ask("/")).headers.get("referrer-policy")).toBe("strict-origin-when-cross-origin");
  });

  test("F44: closes the checkout while the disk of the database is full, and no page that only reads", async () => {
    noteTrouble(Object.assign(new Error("no space"), { code: "53100" }));
    const headers = { cookie: "__Host-remit.session=somebody" };
    const checkout = await ask("/checkout/ord_1", headers);
    expect(checkout.status).toBe(503);
    expect(await checkout.text()).toContain("<h1>Paying is closed for a moment</h1>");
    expect((await ask("/orders/ord_1", headers)).status).toBe(200);
    forgetTrouble();
    expect((await ask("/checkout/ord_1", headers)).status).toBe(200);
  });

  test("stands before everything but files of the build and webhooks", () => {
    const matcher = new RegExp(`^${config.matcher}$`);
    expect(
      ["/", "/admin", "/admin/orders.rsc", "/api/auth/session"].every((path) => matcher.test(path)),
    ).toBe(true);
    expect(["/_next/static/chunk.js", "/api/webhooks/stripe"].some((path) => matcher.test(path))).toBe(false);
  });
});

describe("VAL-17, S36: a request that holds a card number", () => {
  const send = (path: string, init: { body: string; headers?: Record<string, string> }) =>
    proxy(new NextRequest(`https://pay.example.com${path}`, { method: "POST", ...init }));
  const CARD = "4242 4242 4242 4242";

  test("is refused to a program as JSON with a code, to a browser as a page, to a form's action as its code", async () => {
    const body = JSON.stringify({ orderId: CARD });
    const api = await send("/api/payment-intents", { body });
    expect(api.status).toBe(422);
    expect(await api.json()).toEqual({ error: { kind: "rejected", code: "card_number_refused" } });
    const action = await send("/cart", { body: `["${CARD}"]`, headers: { "next-action": "40".repeat(21) } });
    expect([action.status, action.headers.get("content-type")]).toEqual([422, "text/plain"]);
    expect(await action.text()).toBe("card_number_refused");
    const page = await ask(`/?q=${encodeURIComponent(CARD)}`, { accept: "text/html" });
    expect(page.status).toBe(422);
    expect(await page.text()).toContain("<h1>");
    for (const answer of [api, action, page]) {
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
      expect(answer.headers.get("cache-control")).toBe("private, no-store");
    }
  });

  test("is refused wherever it stands, and one without passes", async () => {
    expect((await ask("/", { "x-note": CARD })).status).toBe(422);
    expect((await send("/cart", { body: "[]" })).status).toBe(200);
  });
});
