import { expect, test } from "../support/fixtures";
import { manifest } from "../support/manifest";
import { placeOrder } from "../support/orders";
import { signUp, strangerPage } from "../support/people";

const CONSOLE_PAGES = [
  "/admin",
  "/admin/orders",
  "/admin/payments",
  "/admin/customers",
  "/admin/wallets",
  "/admin/ledger",
  "/admin/ledger/accounts",
  "/admin/ledger/trial-balance",
  "/admin/webhooks",
  "/admin/integrity",
  "/admin/health",
  "/admin/alerts",
  "/admin/audit",
  "/admin/settings/people",
  "/admin/settings/limits",
  "/admin/settings/wallets",
  "/admin/settings/terms",
  "/admin/settings/notices",
  "/admin/clock",
  "/admin/manual-payments",
];

/** Names that only staff of Northlight may read. */
const SECRETS = ["ada@moreno.example", "Ben Okafor", "Trial balance in", "gateway_clearing"];

test("A visitor is asked to sign in at every page of the console and of an account, and reads nothing", async ({
  page,
}) => {
  for (const path of [
    ...CONSOLE_PAGES,
    "/account",
    "/account/wallet",
    "/account/payment-methods",
    "/orders",
  ]) {
    const answer = await page.request.get(path);
    expect(new URL(answer.url()).pathname, path).toBe("/sign-in");
    const text = await answer.text();
    for (const secret of SECRETS) expect(text, `${path} gives away ${secret}`).not.toContain(secret);
  }
});

test("SEC-08: A customer finds no console: not its pages, not their data", async ({ page, customer }) => {
  expect(customer.email).not.toBe("");
  for (const path of CONSOLE_PAGES) {
    const answer = await page.request.get(path);
    expect(answer.status(), path).toBe(404);
    const text = await answer.text();
    for (const secret of SECRETS) expect(text, `${path} gives away ${secret}`).not.toContain(secret);
    // What the framework asks for when a link is followed is held to the same.
    const followed = await page.request.get(path, { headers: { rsc: "1" } });
    const stream = await followed.text();
    for (const secret of SECRETS) expect(stream, `${path} gives away ${secret}`).not.toContain(secret);
  }
  await page.goto("/admin/orders");
  await expect(page.getByRole("navigation", { name: "Console" })).toHaveCount(0);
});

test("An order of another customer or another merchant does not exist", async ({
  page,
  browser,
  customer,
  staff,
}) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  const other = await strangerPage(browser, "Olga Brandt");
  const headers = { origin: manifest.url };
  for (const path of [`/orders/${order.id}`, `/checkout/${order.id}`, `/orders/${order.id}/receipt`]) {
    const answer = await other.request.get(path);
    expect(answer.status(), path).toBe(404);
    expect(await answer.text()).not.toContain("Search for small shops");
  }
  const unknown = "ord_01h00000000000000000000000";
  for (const id of [order.id, unknown]) {
    const state = await other.request.get(`/api/orders/${id}/state`);
    expect(state.status()).toBe(404);
    expect(await state.json()).toMatchObject({ error: { kind: "not_found", code: "order_not_found" } });
    const pay = await other.request.post("/api/payment-intents", { headers, data: { orderId: id } });
    expect(pay.status()).toBe(404);
  }
  await other.context().close();

  const kiln = await staff("finance_admin", "kiln");
  expect((await kiln.request.get(`/admin/orders/${order.id}`)).status()).toBe(404);
  await kiln.goto(`/admin/orders?search=${order.number}`);
  await expect(kiln.getByText(customer.email)).toHaveCount(0);
});

test("SEC-08: A visitor gets 401 from the interfaces, and a malformed question gets 404 or 422", async ({
  page,
  request,
}) => {
  const headers = { origin: manifest.url };
  const id = "ord_01h00000000000000000000000";
  expect((await request.get(`/api/orders/${id}/state`)).status()).toBe(401);
  expect((await request.post("/api/payment-intents", { headers, data: { orderId: id } })).status()).toBe(401);
  expect(
    (await request.post("/api/payments/pay_01h00000000000000000000000/refresh", { headers })).status(),
  ).toBe(401);
  expect((await request.post("/api/webhooks/stripe", { data: { id: "evt_1" } })).status()).toBe(400);
  await signUp(page);
  for (const data of [{}, { orderId: 7 }, { orderId: "'; drop table payment; --" }])
    expect([404, 422]).toContain(
      (await page.request.post("/api/payment-intents", { headers, data })).status(),
    );
});

test("Support sees a customer's credit and is offered no way to change it", async ({ staff }) => {
  const support = await staff("support");
  await support.goto("/admin/customers?search=ada");
  await support.getByRole("link", { name: "Ada Moreno" }).click();
  await expect(support.getByRole("heading", { name: "Ada Moreno", level: 1 })).toBeVisible();
  await expect(support.getByText("Thank you for sending us a friend.")).toBeVisible();
  await support.getByRole("main").getByRole("link", { name: "Wallet", exact: true }).click();
  await expect(support.getByRole("heading", { name: "Wallet of Ada Moreno", level: 1 })).toBeVisible();
  for (const name of [/^Grant credit/, /^Take credit back/, /^Convert/])
    await expect(support.getByRole("button", { name })).toHaveCount(0);
  await support.goto("/admin/orders?state=payment_pending");
  await support.getByRole("table", { name: "Orders, newest first" }).getByRole("link").first().click();
  await expect(support.getByRole("heading", { name: /^Order \d+/ })).toBeVisible();
  await expect(support.getByRole("button", { name: "Cancel order" }), "support cancels nothing").toHaveCount(
    0,
  );
});

test("An auditor reads everything and can change nothing", async ({ staff }) => {
  const auditor = await staff("auditor");
  await auditor.goto("/admin/orders?state=confirmed");
  await auditor.getByRole("table", { name: "Orders, newest first" }).getByRole("link").first().click();
  await expect(auditor.getByRole("heading", { name: /^Order \d+/ })).toBeVisible();
  for (const name of [/^Attach/, /^Cancel/, /^Show the sites/, /^Reverse/, /^Replay/])
    await expect(auditor.getByRole("button", { name })).toHaveCount(0);
});
