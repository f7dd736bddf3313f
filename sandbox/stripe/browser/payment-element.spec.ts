import { expect, test } from "./shop.ts";

// https://docs.stripe.com/payments/payment-element and https://docs.stripe.com/js/elements_object/create_payment_element
const DEFERRED = { mode: "payment", amount: 1_099, currency: "usd" };
const CARDS = { ...DEFERRED, allowedPaymentMethodTypes: ["card"] };

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

test("an intent of another amount than was shown is not confirmed", async ({ page, shop, sandbox }) => {
  await shop.open({ options: CARDS, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  await page.evaluate(() => merchant.elements.submit());
  const intent = await sandbox.stripe.paymentIntents.create({ amount: 2_000, currency: "usd" });
  const confirm = (clientSecret: string) =>
    merchant.stripe.confirmPayment({ elements: merchant.elements, clientSecret, redirect: "if_required" });
  const secret = intent.client_secret ?? "";
  expect(await page.evaluate(confirm, secret)).toMatchObject({ error: { type: "invalid_request_error" } });
  await page.evaluate(async () => {
    await merchant.elements.update({ amount: 2_000 });
    await merchant.elements.submit();
  });
  expect(await page.evaluate(confirm, secret)).toMatchObject({ paymentIntent: { status: "succeeded" } });
});

test("a deferred group must be submitted before it is confirmed", async ({ page, shop, sandbox }) => {
  await shop.open({ options: CARDS, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  const intent = await sandbox.stripe.paymentIntents.create({ amount: 1_099, currency: "usd" });
  const thrown = await page.evaluate(
    (clientSecret) =>
      merchant.stripe
        .confirmPayment({ elements: merchant.elements, clientSecret, redirect: "if_required" })
        .then(() => "", String),
    intent.client_secret ?? "",
  );
  expect(thrown).toContain("elements.submit() must be called before stripe.confirmPayment()");
});

test("an Elements group with a client secret pays by the Pay button", async ({ page, shop, sandbox }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({ options: { clientSecret: client_secret }, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
});

test("`redirect: always` leads to the return address with the intent and its status", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  const pay = { redirect: "always", confirmParams: { return_url: shop.returnUrl } };
  await shop.open({ options: { clientSecret: client_secret }, elements: [{ type: "payment" }], pay });
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(page.getByRole("heading", { name: "Back at the shop" })).toBeVisible();
  const given = new URL(page.url()).searchParams;
  expect(Object.fromEntries(given)).toEqual({
    payment_intent: id,
    payment_intent_client_secret: client_secret,
    redirect_status: "succeeded",
  });
});

test("a setup is confirmed and its card kept for the customer", async ({ shop, sandbox }) => {
  const customer = await sandbox.stripe.customers.create({});
  const { client_secret, id } = await sandbox.stripe.setupIntents.create({ customer: customer.id });
  await shop.open({
    options: { clientSecret: client_secret },
    elements: [{ type: "payment" }],
    pay: { call: "confirmSetup" },
  });
  await shop.fillCard("4242424242424242");
  await expect(shop.frame("payment").getByText("By providing your card information")).toBeVisible();
  await shop.pay();
  await expect.poll(() => shop.result()).toMatchObject({ setupIntent: { id, status: "succeeded" } });
  const kept = await sandbox.stripe.paymentMethods.list({ customer: customer.id });
  expect(kept.data).toHaveLength(1);
});

test("an intent that has ended cannot be used to draw Elements", async ({ shop, sandbox }) => {
  const intent = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await sandbox.stripe.paymentIntents.cancel(intent.id);
  await shop.open({ options: { clientSecret: intent.client_secret }, elements: [{ type: "payment" }] });
  await expect
    .poll(() => shop.lastEvent("loaderror"))
    .toMatchObject({ elementType: "payment", error: { type: "invalid_request_error" } });
});

test("missing and wrong details are said in the fields, first things first", async ({ page, shop }) => {
  await shop.open({ options: CARDS, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  await frame.getByLabel("Card number").fill("4242 4242 4242 4241");
  await expect(frame.getByRole("alert").filter({ hasText: "Your card number is invalid." })).toBeVisible();
  const submitted = await page.evaluate(() => merchant.elements.submit());
  expect(submitted).toEqual({
    error: { type: "validation_error", code: "invalid_number", message: "Your card number is invalid." },
  });
  await expect(frame.getByText("Your card's expiration date is incomplete.")).toBeVisible();
  await expect(frame.getByText("Your card's security code is incomplete.")).toBeVisible();
  await expect(frame.getByText("Your ZIP code is incomplete.")).toBeVisible();
  await expect(frame.getByLabel("Card number")).toBeFocused();
  await expect(frame.getByLabel("Card number")).toHaveAttribute("aria-invalid", "true");
});

test("change events say what is complete and never what was typed", async ({ shop }) => {
  await shop.open({ options: CARDS, elements: [{ type: "payment" }] });
  await shop.fillCard("4000056655665556");
  await expect
    .poll(() => shop.lastEvent("change"))
    .toEqual({
      elementType: "payment",
      complete: true,
      empty: false,
      collapsed: false,
      value: { type: "card" },
    });
  expect(JSON.stringify(await shop.events())).not.toContain("5556");
});

test("a card that the bank refuses says why, and another one pays", async ({ page, shop, sandbox }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({ options: { clientSecret: client_secret }, elements: [{ type: "payment" }] });
  await shop.fillCard("4000000000009995");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("Your card has insufficient funds.");
  expect(await shop.result()).toMatchObject({
    error: {
      code: "card_declined",
      decline_code: "insufficient_funds",
      payment_intent: { status: "requires_payment_method" },
    },
  });
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
});

test("what the merchant hides from the customer must be given by the merchant", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  const fields = { billingDetails: { address: { country: "never", postalCode: "never" } } };
  await shop.open({
    options: { clientSecret: client_secret },
    elements: [{ type: "payment", options: { fields } }],
  });
  const frame = shop.frame("payment");
  await frame.getByLabel("Card number").fill("4242424242424242");
  await frame.getByLabel("Expiration date").fill("12 / 34");
  await frame.getByLabel("Security code").fill("123");
  await expect(frame.getByLabel("Country")).toBeHidden();
  const confirm = (params: object) =>
    merchant.stripe
      .confirmPayment({ elements: merchant.elements, confirmParams: params, redirect: "if_required" })
      .then((result) => result.paymentIntent?.status ?? "", String);
  expect(await page.evaluate(confirm, {})).toContain(
    'You specified "never" for fields.billing_details.address.country',
  );
  const address = { country: "DE", postal_code: "10119" };
  expect(await page.evaluate(confirm, { payment_method_data: { billing_details: { address } } })).toBe(
    "succeeded",
  );
  const paid = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ["payment_method"] });
  expect(paid.payment_method).toMatchObject({ billing_details: { address } });
});

test("default values are filled in and go with the payment method", async ({ shop, sandbox }) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  const billingDetails = { name: "Jenny Rosen", address: { country: "GB", postal_code: "SW1A 1AA" } };
  await shop.open({
    options: { clientSecret: client_secret },
    elements: [{ type: "payment", options: { defaultValues: { billingDetails } } }],
  });
  await expect(shop.frame("payment").getByLabel("Country")).toHaveValue("GB");
  await expect(shop.frame("payment").getByLabel("Postal code")).toHaveValue("SW1A 1AA");
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(shop.page.getByRole("status")).toHaveText("succeeded");
  const paid = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ["payment_method"] });
  expect(paid.payment_method).toMatchObject({ billing_details: billingDetails });
});

test("createPaymentMethod and retrievePaymentIntent work from the browser", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({ options: { clientSecret: client_secret }, elements: [{ type: "payment" }] });
  await shop.fillCard("5555555555554444");
  const made = await page.evaluate(() =>
    merchant.stripe.createPaymentMethod({ elements: merchant.elements }),
  );
  expect(made).toMatchObject({
    paymentMethod: { object: "payment_method", card: { brand: "mastercard", last4: "4444" } },
  });
  const found = await page.evaluate(
    (secret) => merchant.stripe.retrievePaymentIntent(secret),
    client_secret ?? "",
  );
  expect(found).toMatchObject({ paymentIntent: { id, status: "requires_payment_method" } });
});

test("fetchUpdates looks at an intent that the server has changed", async ({ page, shop, sandbox }) => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    allowed_payment_method_types: ["card", "paypal"],
  });
  await shop.open({ options: { clientSecret: intent.client_secret }, elements: [{ type: "payment" }] });
  await expect(shop.frame("payment").locator(".TabLabel")).toHaveText(["Card", "PayPal"]);
  await sandbox.stripe.paymentIntents.update(intent.id, { excluded_payment_method_types: ["paypal"] });
  expect(await page.evaluate(() => merchant.elements.fetchUpdates())).toEqual({});
  await expect(shop.frame("payment").getByRole("tab")).toHaveCount(0);
});
