import type { APIResponse } from "@playwright/test";
import { expect, test } from "../support/fixtures";
import { manifest } from "../support/manifest";
import { placeOrder } from "../support/orders";
import { asApplication } from "../support/rows";
import { steeringSandbox } from "../support/sandbox";

test.use({ steersSandbox: true });

/** What only we need to know: places in the code, statements, names of tables, and what a service of ours said. */
const INSIDE =
  /node_modules|\.next\/|\bat [\w.]+ \(|\bSELECT\b|\bINSERT\b|\bUPDATE\b|relation "|prisma|postgres|Stripe[A-Z]|sk_test|ISO 4217|RangeError|Invariant/;

async function expectPlain(answer: APIResponse, status: number, code: string): Promise<void> {
  const text = await answer.text();
  expect([answer.status(), text]).toEqual([status, expect.stringContaining(`"code":"${code}"`)]);
  expect(text).toMatch(/"traceId":"[0-9a-f]{32}"/);
  expect(text).not.toMatch(INSIDE);
}

test("S50: A request that fails is told a code and a trace, whatever made it fail, and nothing of our inside", async ({
  page,
  customer,
  playwright,
}) => {
  expect(customer.email).toContain("@");
  const order = await placeOrder(page, "search");
  const start = (data: string) =>
    page.request.post("/api/payment-intents", {
      data,
      headers: { "content-type": "application/json", origin: manifest.url },
    });
  const body = JSON.stringify({ orderId: order.id, saveMethod: false });
  await expectPlain(await start("{"), 422, "invalid_input");
  await expectPlain(await start(body.replace(order.id, "ord_none")), 404, "order_not_found");
  await expectPlain(await page.request.get("/api/orders/ord_none/state"), 404, "order_not_found");
  const nobody = await playwright.request.newContext({ baseURL: manifest.url });
  await expectPlain(await nobody.get(`/api/orders/${order.id}/state`), 401, "sign_in_required");
  await nobody.dispose();
  await steeringSandbox(async ({ fault }) => {
    await fault({ kind: "error_500", path: "/v1/payment_intents*", count: 50 });
    const answer = await start(body);
    expect([202, 503]).toContain(answer.status());
    const text = await answer.text();
    expect(text).toMatch(/"code":"(awaiting_gateway|gateway_not_reached)"/);
    expect(text).not.toMatch(INSIDE);
  });
});

test("S50: A page and a request that break by a mistake of ours say so, with what support asks for, and not how", async ({
  page,
  customer,
}) => {
  expect(customer.email).toContain("@");
  const { number } = await placeOrder(page, "search");
  const change = (currency: string) =>
    asApplication(
      `UPDATE "order" SET currency = $2 WHERE number = $1 AND customer_id = (SELECT customer_id FROM login WHERE email = $3)`,
      [number, currency, customer.email],
    );
  const address = page.url();
  await steeringSandbox(async () => {
    // An order in a currency that there is not: no code of ours expects it.
    await change("ZZZ");
    try {
      const answer = await page.goto(address);
      expect(await answer?.text()).not.toMatch(INSIDE);
      await expect(page.getByText("This page could not be shown")).toBeVisible();
      await expect(page.getByText("For support:")).toContainText(/\d{6,}/);
      expect(await page.content()).not.toMatch(INSIDE);
    } finally {
      await change("USD");
    }
  });
});
