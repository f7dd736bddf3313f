import fs from "node:fs";
import type { Page } from "@playwright/test";
import { cards } from "../support/cards";
import { cardFields, expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { manifest } from "../support/manifest";
import { placeOrder } from "../support/orders";

const SANDBOX = new URL(manifest.sandbox.url).origin;

/** Every script element of the page: where it comes from, and whether it carries the page's nonce. */
async function scriptsOf(page: Page): Promise<{ source: string; hasNonce: boolean }[]> {
  return page.evaluate(() =>
    [...document.scripts].map((script) => ({
      source: script.src === "" ? "inline" : new URL(script.src).origin,
      // The attribute reads as empty once the page is parsed; the property still knows.
      hasNonce: script.nonce !== "",
    })),
  );
}

/** What the browser blocked on a page, told by the page itself as it happens. */
async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    Object.assign(globalThis, { blocked: [] });
    document.addEventListener("securitypolicyviolation", (event) => {
      const list: unknown = Reflect.get(globalThis, "blocked");
      if (Array.isArray(list)) list.push(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return () => page.evaluate(() => Reflect.get(globalThis, "blocked") as string[]);
}

test("S12: the policy blocks nothing that paying needs, from the catalog to the receipt", async ({
  page,
  customer,
}) => {
  expect(customer.email).not.toBe("");
  const blocked = await watchViolations(page);
  await placeOrder(page, "search");
  await expect(cardFields(page).getByLabel("Card number")).toBeVisible();
  expect(await blocked()).toEqual([]);
  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect(await blocked()).toEqual([]);
});

test("S13, SEC-09: the scripts of a page are those of the inventory, and each that is inline carries the nonce", async ({
  page,
  customer,
  staff,
}) => {
  expect(customer.email).not.toBe("");
  await placeOrder(page, "search");
  await expect(cardFields(page).getByLabel("Card number")).toBeVisible();
  const onCheckout = await scriptsOf(page);
  expect(new Set(onCheckout.map((script) => script.source))).toEqual(
    new Set(["inline", manifest.url, SANDBOX]),
  );
  expect(onCheckout.filter((script) => script.source === "inline" && !script.hasNonce)).toEqual([]);

  const console_ = await staff("finance_admin");
  await console_.goto("/admin/orders");
  const inConsole = await scriptsOf(console_);
  expect(new Set(inConsole.map((script) => script.source))).toEqual(new Set(["inline", manifest.url]));
  expect(inConsole.filter((script) => script.source === "inline" && !script.hasNonce)).toEqual([]);
});

test("S12: a script that somebody put into a page does not run, and is reported", async ({ page, staff }) => {
  const blocked = await watchViolations(page);
  await page.goto("/");
  await page.evaluate(() => {
    const inline = document.createElement("script");
    inline.textContent = "globalThis.isPwned = true";
    document.body.append(inline);
    const foreign = document.createElement("script");
    foreign.src = "https://steal.example/x.js";
    document.body.append(foreign);
    const image = document.createElement("img");
    image.setAttribute("onerror", "globalThis.isPwned = true");
    image.src = "/none.png";
    document.body.append(image);
  });
  await expect.poll(blocked).toContain("script-src-elem https://steal.example/x.js");
  await expect.poll(blocked).toContain("script-src-attr inline");
  expect(await page.evaluate(() => Reflect.get(globalThis, "isPwned") as unknown)).toBeUndefined();

  const console_ = await staff("platform_admin");
  await expect(async () => {
    await console_.goto("/admin/health");
    const table = console_.getByRole("table", { name: "What browsers blocked in seven days" });
    await expect(table.getByRole("row", { name: /steal\.example/ })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test("S12: the reports' door takes what browsers send and answers the same to nonsense", async ({
  request,
}) => {
  const body = {
    "csp-report": {
      "document-uri": manifest.url,
      "blocked-uri": "eval",
      "effective-directive": "script-src",
    },
  };
  const headers = { "content-type": "application/csp-report" };
  expect((await request.post("/api/csp-reports", { headers, data: JSON.stringify(body) })).status()).toBe(
    204,
  );
  expect((await request.post("/api/csp-reports", { headers, data: "nonsense" })).status()).toBe(204);
  expect((await request.get("/api/csp-reports")).status()).toBe(405);
});

test("S14, SEC-01: each answer of pages, interfaces and files says how it may be used", async ({
  request,
}) => {
  const paths = [
    "/",
    "/sign-in",
    "/admin",
    "/cart",
    "/products/none",
    "/mailbox",
    "/api/health",
    "/api/orders/x/state",
    "/no/such/page",
  ];
  for (const path of paths) {
    const headers = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(headers["x-content-type-options"], path).toBe("nosniff");
    expect(headers["content-security-policy"], path).toContain("frame-ancestors 'none'");
    expect(headers["x-frame-options"], path).toBe("DENY");
    expect(headers["cross-origin-opener-policy"], path).toBe("same-origin-allow-popups");
    expect(headers["permissions-policy"], path).toContain("camera=()");
    expect(headers["x-powered-by"], path).toBeUndefined();
  }
});

test("S10: no cache keeps a page or an answer about a person", async ({ page, customer, staff }) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  for (const path of [
    "/account",
    "/account/wallet",
    "/orders",
    `/orders/${order.id}`,
    `/api/orders/${order.id}/state`,
  ])
    expect((await page.request.get(path)).headers()["cache-control"], path).toMatch(/no-store/);
  const console_ = await staff("support");
  for (const path of ["/admin", "/admin/customers"])
    expect((await console_.request.get(path)).headers()["cache-control"], path).toMatch(/no-store/);
});

test("S09: there is no image optimizer", async ({ request }) => {
  for (const query of ["url=%2Ficon.svg&w=64&q=75", "url=https%3A%2F%2Fevil.example%2Fx.avif&w=64&q=75"])
    expect([400, 404]).toContain((await request.get(`/_next/image?${query}`)).status());
});

test("S16: what the browser is given holds no secret of the server", async () => {
  const folder = `${process.env["REMIT_BUILD_DIR"] ?? ".next-test"}/static`;
  const files = fs
    .readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(js|css|json)$/.test(file));
  expect(files.length).toBeGreaterThan(5);
  const secrets =
    /\b[sr]k_(test|live)_[A-Za-z0-9]{8,}|whsec_[A-Za-z0-9]{8,}|postgres(ql)?:\/\/\w+:|NEXTAUTH_SECRET|argon2/;
  for (const file of files)
    expect(secrets.exec(fs.readFileSync(`${folder}/${file}`, "utf8"))?.[0], file).toBeUndefined();
});
