import { expect, test } from "./shop.ts";

// https://docs.stripe.com/payments/payment-element#layout
const EURO = { mode: "payment", amount: 5_000, currency: "eur" };
const DOLLAR = { mode: "payment", amount: 5_000, currency: "usd" };
const some = (...types: string[]) => ({ allowedPaymentMethodTypes: types });

test("tabs are chosen by pointer and by arrow keys, and each has the fields of its method", async ({
  shop,
}) => {
  await shop.open({
    options: { ...EURO, ...some("card", "sepa_debit", "bancontact") },
    elements: [{ type: "payment" }],
  });
  const frame = shop.frame("payment");
  const tabs = frame.getByRole("tab");
  await expect(frame.locator(".TabLabel")).toHaveText(["Card", "SEPA Debit", "Bancontact"]);
  await tabs.filter({ hasText: "SEPA Debit" }).click();
  await expect(frame.getByLabel("IBAN")).toBeVisible();
  await expect(frame.getByLabel("Card number")).toBeHidden();
  await expect(frame.getByText("you authorize Remit sandbox and its payment provider")).toBeVisible();
  await shop.page.keyboard.press("ArrowRight");
  await expect(tabs.filter({ hasText: "Bancontact" })).toBeFocused();
  await expect(frame.getByRole("tab", { name: "Bancontact", selected: true })).toBeVisible();
  await expect(frame.getByText("you will be redirected to securely complete next steps")).toBeVisible();
  await shop.page.keyboard.press("Home");
  await expect(frame.getByLabel("Card number")).toBeVisible();
  await expect.poll(() => shop.lastEvent("change")).toMatchObject({ value: { type: "card" } });
});

test("what was typed is kept while another method is looked at", async ({ shop }) => {
  await shop.open({ options: { ...EURO, ...some("card", "bancontact") }, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  await frame.getByLabel("Card number").fill("4242");
  await frame.getByRole("tab", { name: "Bancontact" }).click();
  await frame.getByRole("tab", { name: "Card" }).click();
  await expect(frame.getByLabel("Card number")).toHaveValue("4242");
});

test("tabs that do not fit are behind More, and the chosen one comes forward", async ({ page, shop }) => {
  await page.setViewportSize({ width: 380, height: 800 });
  const types = some("card", "paypal", "klarna", "affirm", "cashapp");
  await shop.open({ options: { ...DOLLAR, ...types }, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  await expect(frame.getByRole("tab")).toHaveCount(2);
  await frame.getByLabel("More").selectOption("klarna");
  await expect(frame.getByRole("tab", { name: "Klarna", selected: true })).toBeVisible();
});

test("an accordion opens one method at a time and may begin closed", async ({ page, shop }) => {
  await shop.open({
    options: { ...DOLLAR, ...some("card", "us_bank_account", "paypal") },
    elements: [{ type: "payment", options: { layout: { type: "accordion", defaultCollapsed: true } } }],
  });
  const frame = shop.frame("payment");
  await expect(frame.getByRole("button", { expanded: true })).toHaveCount(0);
  await expect.poll(() => shop.lastEvent("change")).toMatchObject({ collapsed: true, value: { type: "" } });
  expect(await page.evaluate(() => merchant.elements.submit())).toMatchObject({
    error: { type: "validation_error" },
  });
  await frame.getByRole("button", { name: "US bank account" }).click();
  await expect(frame.getByLabel("Routing number")).toBeVisible();
  await frame.getByRole("button", { name: "Card" }).click();
  await expect(frame.getByRole("button", { expanded: true })).toHaveText("Card");
  await expect(frame.getByLabel("Routing number")).toBeHidden();
});

test("the merchant's order of methods is followed", async ({ shop }) => {
  await shop.open({
    options: { ...DOLLAR, ...some("card", "klarna", "paypal") },
    elements: [{ type: "payment", options: { paymentMethodOrder: ["paypal", "card"] } }],
  });
  await expect(shop.frame("payment").locator(".TabLabel")).toHaveText(["PayPal", "Card", "Klarna"]);
});

test("every method that an account can offer is drawn with a name and a mark", async ({ shop, sandbox }) => {
  for (const currency of ["usd", "eur"]) {
    const options = { mode: "payment", amount: 5_000, currency };
    await shop.open({
      options,
      elements: [
        { type: "payment", options: { layout: { type: "accordion", visibleAccordionItemsCount: 0 } } },
      ],
    });
    const intent = await sandbox.stripe.paymentIntents.create({ amount: 5_000, currency });
    const items = shop.frame("payment").locator(".AccordionItem");
    await expect(items).toHaveCount(intent.payment_method_types.length);
    for (const item of await items.all()) {
      const name = (await item.locator(".AccordionItemLabel").textContent()) ?? "";
      expect(name).toMatch(/^[A-Z\p{L}]/u);
      await expect(item.locator(".Mark svg")).toHaveCount(1);
      await item.getByRole("button").first().click();
      await expect(item.getByRole("button").first()).toHaveAttribute("aria-expanded", "true");
    }
    await shop.page.goto("about:blank");
  }
});

// https://docs.stripe.com/payments/ach-direct-debit
test("a US bank account is typed and checked", async ({ page, shop, sandbox }) => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "usd",
    allowed_payment_method_types: ["us_bank_account"],
  });
  await shop.open({ options: { clientSecret: intent.client_secret }, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  await frame.getByLabel("Routing number").fill("110000001");
  await frame.getByLabel("Account number").fill("000123456789");
  await frame.getByLabel("Email").fill("jenny@example.com");
  await frame.getByLabel("Full name").fill("Jenny Rosen");
  await expect(frame.getByText("Your routing number is invalid.")).toBeVisible();
  await frame.getByLabel("Routing number").fill("110000000");
  const made = await page.evaluate(() =>
    merchant.stripe.createPaymentMethod({ elements: merchant.elements }),
  );
  expect(made.paymentMethod).toMatchObject({
    type: "us_bank_account",
    us_bank_account: { last4: "6789", routing_number: "110000000" },
    billing_details: { name: "Jenny Rosen", email: "jenny@example.com" },
  });
});

// https://docs.stripe.com/payments/sepa-debit
test("an IBAN is checked and written in groups", async ({ page, shop, sandbox }) => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    allowed_payment_method_types: ["sepa_debit"],
  });
  await shop.open({ options: { clientSecret: intent.client_secret }, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  await frame.getByLabel("IBAN").fill("DE89370400440532013001");
  await expect(frame.getByText("Your IBAN is invalid.")).toBeVisible();
  await frame.getByLabel("IBAN").fill("DE89370400440532013000");
  await expect(frame.getByLabel("IBAN")).toHaveValue("DE89 3704 0044 0532 0130 00");
  await frame.getByLabel("Email").fill("jenny@example.com");
  await frame.getByLabel("Full name").fill("Jenny Rosen");
  const made = await page.evaluate(() =>
    merchant.stripe.createPaymentMethod({ elements: merchant.elements }),
  );
  expect(made.paymentMethod).toMatchObject({
    type: "sepa_debit",
    sepa_debit: { country: "DE", last4: "3000" },
    billing_details: { name: "Jenny Rosen", email: "jenny@example.com" },
  });
});

// https://docs.stripe.com/payments/ach-direct-debit and https://docs.stripe.com/payments/sepa-debit
test("a debit is confirmed with the customer's mandate and goes on processing", async ({
  page,
  shop,
  sandbox,
}) => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "eur",
    allowed_payment_method_types: ["sepa_debit"],
  });
  await shop.open({ options: { clientSecret: intent.client_secret }, elements: [{ type: "payment" }] });
  const frame = shop.frame("payment");
  await frame.getByLabel("IBAN").fill("DE89370400440532013000");
  await frame.getByLabel("Email").fill("jenny@example.com");
  await frame.getByLabel("Full name").fill("Jenny Rosen");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("processing");
});

// https://docs.stripe.com/payments/bank-redirects
for (const [button, status] of [
  [/authorize/i, "succeeded"],
  [/fail/i, "failed"],
] as const) {
  test(`a redirect method leaves the page and comes back ${status}`, async ({ page, shop, sandbox }) => {
    const intent = await sandbox.stripe.paymentIntents.create({
      amount: 5_000,
      currency: "usd",
      allowed_payment_method_types: ["paypal"],
    });
    await shop.open({
      options: { clientSecret: intent.client_secret },
      elements: [{ type: "payment" }],
      pay: { confirmParams: { return_url: shop.returnUrl } },
    });
    await expect(shop.frame("payment").getByText("you will be redirected")).toBeVisible();
    await shop.pay();
    await page.getByRole("button", { name: button }).first().click();
    await expect(page.getByRole("heading", { name: "Back at the shop" })).toBeVisible();
    expect(new URL(page.url()).searchParams.get("redirect_status")).toBe(status);
  });
}

// https://docs.stripe.com/payments/wechat-pay/accept-a-payment
test("a code is shown above the page until it was scanned", async ({ page, shop, sandbox }) => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "usd",
    allowed_payment_method_types: ["wechat_pay"],
    payment_method_options: { wechat_pay: { client: "web" } },
  });
  await shop.open({
    options: { clientSecret: intent.client_secret },
    elements: [{ type: "payment" }],
    pay: { confirmParams: { return_url: shop.returnUrl } },
  });
  await shop.pay();
  const code = page.getByTitle("Payment instructions frame").contentFrame();
  await code
    .getByRole("button", { name: /authorize/i })
    .first()
    .click();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  await expect(page.getByTitle("Payment instructions frame")).toHaveCount(0);
});

// https://docs.stripe.com/payments/finalize-payments-on-the-server
test("a confirmation token lets the server confirm what was typed", async ({ page, shop, sandbox }) => {
  await shop.open({ options: { ...DOLLAR, ...some("card") }, elements: [{ type: "payment" }] });
  await shop.fillCard("4242424242424242");
  await page.evaluate(() => merchant.elements.submit());
  const made = await page.evaluate(
    (url) =>
      merchant.stripe.createConfirmationToken({ elements: merchant.elements, params: { return_url: url } }),
    shop.returnUrl,
  );
  expect(made.confirmationToken).toMatchObject({
    payment_method_preview: { type: "card", card: { last4: "4242" } },
  });
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 5_000,
    currency: "usd",
    confirm: true,
    confirmation_token: made.confirmationToken?.id ?? "",
  });
  expect(intent.status).toBe("succeeded");
});
