import { expect, test, type Shop } from "./shop.ts";

// https://docs.stripe.com/elements/express-checkout-element/accept-a-payment
const EXPRESS = { type: "expressCheckout" };
const sheet = (shop: Shop, wallet: string) => shop.page.getByTitle(`${wallet} sheet`).contentFrame();

test("wallets are announced and their buttons open a sheet that pays", async ({ page, shop, sandbox }) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({
    amount: 2_500,
    currency: "usd",
  });
  await shop.open({ options: { clientSecret: client_secret }, elements: [EXPRESS] });
  await expect
    .poll(() => shop.lastEvent("ready"))
    .toMatchObject({
      availablePaymentMethods: { applePay: true, googlePay: true, link: true, paypal: true },
    });
  await shop.frame("expressCheckout").getByRole("button", { name: "Buy with Google Pay" }).click();
  await expect.poll(() => shop.lastEvent("click")).toMatchObject({ expressPaymentType: "google_pay" });
  await sheet(shop, "Google Pay").getByRole("button", { name: "Pay $25.00" }).click();
  await expect.poll(() => shop.result()).toMatchObject({ paymentIntent: { id, status: "succeeded" } });
  await expect(page.getByTitle("Google Pay sheet")).toHaveCount(0);
  const paid = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ["payment_method"] });
  expect(paid.payment_method).toMatchObject({ card: { last4: "4242", wallet: { type: "google_pay" } } });
  await expect
    .poll(() => shop.lastEvent("confirm"))
    .toMatchObject({
      expressPaymentType: "google_pay",
      billingDetails: { name: "Jenny Rosen", address: { country: "US" } },
    });
});

test("closing the sheet is a cancel, by button and by Escape", async ({ page, shop }) => {
  const options = { mode: "payment", amount: 2_500, currency: "usd" };
  await shop.open({ options, elements: [EXPRESS] });
  const button = shop.frame("expressCheckout").getByRole("button", { name: "Buy with Apple Pay" });
  await button.click();
  await sheet(shop, "Apple Pay").getByRole("button", { name: "Cancel" }).click();
  await expect.poll(async () => (await shop.events("cancel")).length).toBe(1);
  await button.click();
  await expect(sheet(shop, "Apple Pay").getByRole("button", { name: "Pay $25.00" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect.poll(async () => (await shop.events("cancel")).length).toBe(2);
});

test("addresses and rates are asked of the merchant, and the total follows", async ({ shop }) => {
  const shippingRates = [
    { id: "slow", amount: 500, displayName: "Slow" },
    { id: "fast", amount: 1_500, displayName: "Fast" },
  ];
  const lineItems = [{ name: "Website", amount: 2_000 }];
  await shop.open({
    options: { mode: "payment", amount: 2_500, currency: "usd" },
    elements: [EXPRESS],
    confirms: false,
    answers: {
      click: { shippingAddressRequired: true, emailRequired: true, lineItems, shippingRates },
      shippingaddresschange: { lineItems, shippingRates },
      shippingratechange: { lineItems },
    },
  });
  await shop.frame("expressCheckout").getByRole("button", { name: "Buy with Google Pay" }).click();
  const wallet = sheet(shop, "Google Pay");
  await expect
    .poll(() => shop.lastEvent("shippingaddresschange"))
    .toMatchObject({ name: "Jenny Rosen", address: { city: "South San Francisco", country: "US" } });
  expect(JSON.stringify(await shop.lastEvent("shippingaddresschange"))).not.toContain("Oyster Point");
  await wallet.getByLabel("Shipping method").selectOption("fast");
  await expect
    .poll(() => shop.lastEvent("shippingratechange"))
    .toMatchObject({ shippingRate: { id: "fast" } });
  await wallet.getByRole("button", { name: "Pay $35.00" }).click();
  await expect
    .poll(() => shop.lastEvent("confirm"))
    .toMatchObject({
      billingDetails: { email: "jenny.rosen@example.com" },
      shippingAddress: { address: { line1: "354 Oyster Point Blvd" } },
      shippingRate: { id: "fast" },
    });
});

test("an address that the merchant rejects cannot be paid with", async ({ shop }) => {
  await shop.open({
    options: { mode: "payment", amount: 2_500, currency: "usd" },
    elements: [{ ...EXPRESS, options: { shippingAddressRequired: true } }],
    answers: { shippingaddresschange: "reject" },
  });
  await shop.frame("expressCheckout").getByRole("button", { name: "Buy with Google Pay" }).click();
  const wallet = sheet(shop, "Google Pay");
  await expect(wallet.getByText("This address cannot be shipped to.")).toBeVisible();
  await expect(wallet.getByRole("button", { name: /^Pay / })).toBeDisabled();
});

test("a payment that failed says so in the sheet and may be tried again", async ({ page, shop }) => {
  await shop.open({
    options: { mode: "payment", amount: 2_500, currency: "usd" },
    elements: [EXPRESS],
    confirms: false,
  });
  await shop.frame("expressCheckout").getByRole("button", { name: "Buy with Google Pay" }).click();
  const wallet = sheet(shop, "Google Pay");
  await wallet.getByRole("button", { name: "Pay $25.00" }).click();
  await expect.poll(async () => (await shop.events("confirm")).length).toBe(1);
  await page.evaluate(() => merchant.lastConfirm.paymentFailed({ reason: "fail" }));
  await expect(wallet.getByRole("alert")).toHaveText("The payment did not go through. Try another card.");
  await wallet.getByRole("button", { name: "Pay $25.00" }).click();
  await expect.poll(async () => (await shop.events("confirm")).length).toBe(2);
});

test("a declined card of a wallet is the error of the confirmation", async ({ shop, sandbox }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 2_500, currency: "usd" });
  await shop.open({ options: { clientSecret: client_secret }, elements: [EXPRESS] });
  await shop.frame("expressCheckout").getByRole("button", { name: "Buy with Google Pay" }).click();
  const wallet = sheet(shop, "Google Pay");
  await wallet.getByLabel("Card").selectOption("Visa •••• 0002 – declined");
  await wallet.getByRole("button", { name: "Pay $25.00" }).click();
  await expect.poll(() => shop.result()).toMatchObject({ error: { code: "card_declined" } });
});

test("the merchant says which wallets there are and how many fit", async ({ shop }) => {
  await shop.open({
    options: { mode: "payment", amount: 2_500, currency: "usd" },
    elements: [
      {
        ...EXPRESS,
        options: {
          paymentMethods: { applePay: "never", link: "never" },
          paymentMethodOrder: ["paypal", "google_pay"],
          layout: { maxColumns: 1, maxRows: 2 },
        },
      },
    ],
  });
  const buttons = shop.frame("expressCheckout").getByRole("button");
  await expect(buttons).toHaveCount(2);
  await expect(buttons.first()).toHaveAccessibleName("Buy with PayPal");
  await expect
    .poll(() => shop.lastEvent("ready"))
    .toMatchObject({
      availablePaymentMethods: { applePay: false, googlePay: true },
    });
});
