import { NextRequest } from "next/server";
import { beforeAll, describe, expect, test } from "vitest";
import { proxy } from "@/proxy";

beforeAll(() => {
  Object.assign(process.env, {
    // Nobody listens there.
    DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
    APP_URL: "https://pay.example.com",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
    STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
  });
});

const ask = (path: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) =>
  proxy(new NextRequest(`https://pay.example.com${path}`, init));

describe("F41: while the database is away", () => {
  test.each(["/", "/products/audit", "/cart", "/sign-in"])(
    "%s answers 503 with a calm page that needs nothing but itself",
    async (path) => {
      const response = await ask(path, { headers: { accept: "text/html" } });
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("5");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      const html = await response.text();
      expect(html).toContain("<h1>We can’t reach our records right now</h1>");
      expect(html).toContain("nothing is charged twice");
      // What it runs and how it looks stand under the policy of the same answer.
      const nonce = /'nonce-([^']+)'/.exec(response.headers.get("content-security-policy") ?? "")?.[1];
      expect(html.match(/nonce="([^"]+)"/g)).toEqual([`nonce="${nonce}"`, `nonce="${nonce}"`]);
      expect(html).not.toMatch(/src=|<link/);
    },
  );

  test("a form's action hears it as a code, so that the form keeps what was typed", async () => {
    const response = await ask("/cart", {
      method: "POST",
      body: "[]",
      headers: { "next-action": "40".repeat(21) },
    });
    expect([response.status, response.headers.get("content-type")]).toEqual([503, "text/plain"]);
    expect(await response.text()).toBe("database_not_reached");
  });

  test("a form that the browser posted itself is told to go back, and is not sent again by the page", async () => {
    const html = await (await ask("/sign-up", { method: "POST", body: "name=Ada" })).text();
    expect(html).toContain("what you typed is still there");
    expect(html).not.toContain("<script");
  });

  test("a page that needs a session still sends to sign in, and route handlers answer for themselves", async () => {
    expect((await ask("/admin")).status).toBe(307);
    for (const path of ["/api/health", "/api/health/ready", "/api/orders/ord_1/state"])
      expect((await ask(path)).status, path).toBe(200);
  });

  test("VAL-17: a card number is refused first, though nobody can be told of it", async () => {
    expect((await ask("/", { headers: { "x-note": "4242 4242 4242 4242" } })).status).toBe(422);
  });
});
