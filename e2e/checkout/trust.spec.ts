import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { manifest } from "../support/manifest";
import { placeOrder } from "../support/orders";
import { takenFrom } from "../support/sandbox";

test("S15, SEC-13: A card number reaches the payment service and nothing of ours", async ({
  page,
  context,
  customer,
}) => {
  const number = cards.good;
  const said: string[] = [];
  const origins = new Set<string>();
  context.on("request", (request) => {
    const everything = [request.url(), request.postData() ?? "", JSON.stringify(request.headers())].join(
      "\n",
    );
    const digits = everything.replaceAll(/[\s+]|%20/g, "");
    if (digits.includes(number)) origins.add(new URL(request.url()).origin);
    if (request.url().startsWith(manifest.url)) said.push(digits);
  });
  page.on("console", (message) => said.push(message.text()));
  await placeOrder(page, "search");
  await payWithCard(page, number);
  await expectPaid(page);
  expect(said.length).toBeGreaterThan(5);
  expect(said.filter((text) => text.includes(number) || text.includes("4242 4242"))).toEqual([]);
  expect([...origins]).toEqual([manifest.sandbox.url]);
  expect(await page.content()).not.toContain(number);
  const kept = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage), document.cookie]),
  );
  expect(kept).not.toContain(number);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("F30, SEC-15: An address that claims success does not make an order paid", async ({
  page,
  customer,
}) => {
  const order = await placeOrder(page, "search");
  await page.goto(
    `/orders/${order.id}?redirect_status=succeeded&payment_intent=pi_forged&payment_intent_client_secret=pi_forged_secret_x`,
  );
  await expect(page.getByText("You owe")).toBeVisible();
  await expect(page.getByRole("link", { name: "Receipt", exact: true })).toHaveCount(0);
  await page.goto(`/checkout/${order.id}?redirect_status=succeeded`);
  await expect(page.getByRole("button", { name: "Pay $59.00" })).toBeVisible();
  const receipt = await page.goto(`/orders/${order.id}/receipt`);
  await expect(page.getByRole("heading", { name: "Receipt" })).toHaveCount(0);
  expect(await receipt?.text()).not.toContain("Transaction id");
  expect(await takenFrom(customer.email)).toEqual([]);
});

test("S34, SEC-15: A body that names an amount cannot change what is charged", async ({ page, customer }) => {
  const order = await placeOrder(page, "writing");
  const headers = { origin: manifest.url };
  const answer = await page.request.post("/api/payment-intents", {
    headers,
    data: { orderId: order.id, amountMinor: "1", amount: 1, currency: "JPY" },
  });
  const body: unknown = await answer.json();
  if (answer.ok()) expect(body).toMatchObject({ amountMinor: "14900", currency: "USD" });
  else expect(answer.status()).toBe(422);
  expect(await takenFrom(customer.email)).toEqual([]);
});

test("SEC-07: A request from another site's page starts no payment", async ({ page, customer }) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  const answer = await page.request.post("/api/payment-intents", {
    headers: { origin: "https://elsewhere.example", "sec-fetch-site": "cross-site" },
    data: { orderId: order.id },
  });
  expect(answer.status()).toBe(403);
});
