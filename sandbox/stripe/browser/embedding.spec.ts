import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./shop.ts";

const CARDS = { mode: "payment", amount: 1_099, currency: "usd", allowedPaymentMethodTypes: ["card"] };

// https://docs.stripe.com/security/guide#content-security-policy
test("a page that allows the sandbox's origin and nothing else can pay, 3-D Secure included", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  const refused: string[] = [];
  page.on("console", (message) => message.type() === "error" && refused.push(message.text()));
  await shop.open({
    path: "/strict",
    options: { clientSecret: client_secret },
    elements: [{ type: "payment" }],
  });
  await shop.fillCard("4000002760003184");
  await shop.pay();
  await shop.frame("challenge").getByRole("button", { name: "Complete authentication" }).click();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  expect(refused).toEqual([]);
});

// https://docs.stripe.com/stripe-js/react
test("strict mode mounts twice and leaves one element that works", async ({ page, shop, sandbox }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({
    isStrict: true,
    options: { clientSecret: client_secret },
    elements: [{ type: "payment" }],
  });
  await shop.fillCard("4242424242424242");
  await expect(page.getByTitle("Secure payment input frame")).toHaveCount(1);
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
});

test("an element that was taken away can come back, and its group goes on", async ({ page, shop }) => {
  await shop.open({ options: CARDS, elements: [{ type: "payment" }] });
  await shop.frame("payment").getByLabel("Card number").fill("4242");
  await page.evaluate(() => merchant.setMounted([]));
  await expect(page.getByTitle("Secure payment input frame")).toHaveCount(0);
  await page.evaluate(() => merchant.setMounted([{ type: "payment" }]));
  await expect(shop.frame("payment").getByLabel("Card number")).toHaveValue("");
  await shop.fillCard("4242424242424242");
  expect(await page.evaluate(() => merchant.elements.submit())).toEqual({ selectedPaymentMethod: "card" });
});

test("two groups on a page keep to themselves", async ({ page, shop }) => {
  await shop.open({
    groups: [CARDS, { ...CARDS, appearance: { theme: "night" } }],
    elements: [{ type: "payment" }],
  });
  const [first, second] = [shop.frame("payment", 0), shop.frame("payment", 1)];
  await first.getByLabel("Card number").fill("4242");
  await expect(second.getByLabel("Card number")).toHaveValue("");
  await expect(second.getByLabel("Card number")).toHaveCSS("background-color", "rgb(48, 49, 61)");
  await expect(page.getByTitle("Secure payment input frame")).toHaveCount(2);
});

test("what is typed reaches the sandbox and neither the merchant's page nor its site", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  const origins = new Set<string>();
  page.on("request", (request) => {
    if (`${request.url()} ${request.postData() ?? ""}`.includes("4242424242424242"))
      origins.add(new URL(request.url()).origin);
  });
  await page.addInitScript(() => {
    const heard: string[] = [];
    window.addEventListener("message", (event) => heard.push(JSON.stringify(event.data)));
    Object.assign(window, { heard: () => heard.join("\n") });
  });
  await shop.open({ options: { clientSecret: client_secret }, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  expect([...origins]).toEqual([sandbox.url]);
  const heard = String(await page.evaluate("heard()"));
  expect(heard).toContain("change");
  expect(heard).not.toMatch(/4242\s?4242/);
});

// https://docs.stripe.com/payments/save-customer-payment-methods
test("a returning customer sees, uses and removes saved cards", async ({ page, shop, sandbox }) => {
  const { stripe } = sandbox;
  const customer = await stripe.customers.create({});
  for (const token of ["pm_card_visa", "pm_card_mastercard"]) {
    const method = await stripe.paymentMethods.attach(token, { customer: customer.id });
    await stripe.paymentMethods.update(method.id, { allow_redisplay: "always" });
  }
  const session = await stripe.customerSessions.create({
    customer: customer.id,
    components: {
      payment_element: {
        enabled: true,
        features: {
          payment_method_redisplay: "enabled",
          payment_method_remove: "enabled",
          payment_method_save: "enabled",
          payment_method_save_usage: "off_session",
        },
      },
    },
  });
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    customer: customer.id,
    allowed_payment_method_types: ["card"],
  });
  await shop.open({
    options: { clientSecret: intent.client_secret, customerSessionClientSecret: session.client_secret },
    elements: [{ type: "payment" }],
  });
  const frame = shop.frame("payment");
  await expect(frame.getByRole("radio", { name: "Mastercard ending in 4444" })).toBeChecked();
  await frame.getByRole("button", { name: "Remove: Mastercard ending in 4444" }).click();
  await frame
    .getByRole("group", { name: "Remove this payment method?" })
    .getByRole("button", { name: "Remove" })
    .click();
  await expect(frame.getByRole("radio", { name: "Visa ending in 4242" })).toBeChecked();
  await expect
    .poll(() => shop.lastEvent("savedpaymentmethodremove"))
    .toMatchObject({
      success: true,
      payment_method: { type: "card" },
    });
  await frame.getByRole("radio", { name: "New payment method" }).check();
  await expect(frame.getByLabel("Save payment details for future purchases")).toBeVisible();
  await frame.getByRole("radio", { name: "Visa ending in 4242" }).check();
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  expect((await stripe.paymentMethods.list({ customer: customer.id })).data).toHaveLength(1);
});

test("a customer who asks for it has the new card kept", async ({ page, shop, sandbox }) => {
  const { stripe } = sandbox;
  const customer = await stripe.customers.create({});
  const session = await stripe.customerSessions.create({
    customer: customer.id,
    components: {
      payment_element: {
        enabled: true,
        features: { payment_method_save: "enabled", payment_method_save_usage: "off_session" },
      },
    },
  });
  const intent = await stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    customer: customer.id,
    allowed_payment_method_types: ["card"],
  });
  await shop.open({
    options: { clientSecret: intent.client_secret, customerSessionClientSecret: session.client_secret },
    elements: [{ type: "payment" }],
  });
  await shop.fillCard("4242424242424242");
  await shop.frame("payment").getByLabel("Save payment details for future purchases").check();
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  const kept = await stripe.paymentMethods.list({ customer: customer.id });
  expect(kept.data).toMatchObject([{ allow_redisplay: "always" }]);
  expect(await stripe.paymentIntents.retrieve(intent.id)).toMatchObject({
    setup_future_usage: "off_session",
  });
});

// A frame is a part of the merchant's page: the heading is the merchant's.
const LOOKS = [
  { name: "tabs", elements: [{ type: "payment" }] },
  { name: "an accordion", elements: [{ type: "payment", options: { layout: "accordion" } }] },
  {
    name: "an address and an email",
    elements: [{ type: "linkAuthentication" }, { type: "address", options: { mode: "shipping" } }],
  },
  { name: "one line", elements: [{ type: "card", id: "card", label: "Card" }] },
  { name: "wallets", elements: [{ type: "expressCheckout" }] },
];
for (const { name, elements } of LOOKS) {
  test(`axe finds nothing in ${name}, also where fields are wrong`, async ({ page, shop }) => {
    await shop.open({ options: { mode: "payment", amount: 5_000, currency: "usd" }, elements });
    await expect
      .poll(async () => (await shop.events("ready")).length)
      .toBeGreaterThanOrEqual(elements.length);
    if (elements.some(({ type }) => type === "payment"))
      await page.evaluate(() => merchant.elements.submit());
    const { violations } = await new AxeBuilder({ page }).disableRules(["page-has-heading-one"]).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  });
}
