import { expect, test } from "./shop.ts";

// https://docs.stripe.com/payments/accept-a-payment?platform=web&ui=elements
const DEFERRED = { mode: "payment", amount: 1_099, currency: "usd" };

test("a deferred Payment Element pays: submit, intent on the server, confirm", async ({
  page,
  shop,
  sandbox,
}) => {
  await shop.open({ options: DEFERRED, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  expect(await page.evaluate(() => merchant.elements.submit())).toEqual({ selectedPaymentMethod: "card" });
  const intent = await sandbox.stripe.paymentIntents.create({ amount: 1_099, currency: "usd" });
  const result = await page.evaluate(
    (clientSecret) =>
      merchant.stripe.confirmPayment({ elements: merchant.elements, clientSecret, redirect: "if_required" }),
    intent.client_secret ?? "",
  );
  expect(result).toMatchObject({ paymentIntent: { id: intent.id, status: "succeeded" } });
});

test("an Elements group with a client secret pays by the Pay button", async ({ shop, sandbox }) => {
  const { client_secret: clientSecret } = await sandbox.stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
  });
  await shop.open({ options: { clientSecret }, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(shop.page.getByRole("status")).toHaveText("succeeded");
});
