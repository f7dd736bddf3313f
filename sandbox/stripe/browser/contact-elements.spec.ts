import { expect, test } from "./shop.ts";

const CARDS = { mode: "payment", amount: 1_099, currency: "usd", allowedPaymentMethodTypes: ["card"] };
const BERLIN = { line1: "Torstraße 1", city: "Berlin", postal_code: "10119", country: "DE" };

// https://docs.stripe.com/elements/address-element
test("an address follows its country and is checked", async ({ page, shop }) => {
  await shop.open({ options: CARDS, elements: [{ type: "address", options: { mode: "shipping" } }] });
  const frame = shop.frame("address");
  await expect(frame.getByRole("combobox", { name: "State" })).toBeVisible();
  await expect(frame.getByLabel("ZIP code")).toBeVisible();
  await frame.getByLabel("Country").selectOption("DE");
  await expect(frame.getByRole("combobox", { name: "State" })).toBeHidden();
  await frame.getByLabel("Full name").fill("Jenny Rosen");
  await frame.getByLabel("Address line 1").fill(BERLIN.line1);
  await frame.getByLabel("City").fill(BERLIN.city);
  await frame.getByLabel("Postal code").fill("1011");
  await frame.getByLabel("City").focus();
  await expect(frame.getByText("Your postal code is invalid.")).toBeVisible();
  await frame.getByLabel("Postal code").fill(BERLIN.postal_code);
  const value = { name: "Jenny Rosen", address: { ...BERLIN, line2: null, state: "" } };
  await expect
    .poll(() => shop.lastEvent("change"))
    .toEqual({
      elementType: "address",
      elementMode: "shipping",
      complete: true,
      empty: false,
      isNewAddress: true,
      value,
    });
  const read = await page.evaluate(() => merchant.elements.getElement("address")?.getValue());
  expect(read).toEqual({ complete: true, isNewAddress: true, value });
});

test("a shipping address and an email go with the payment by themselves", async ({ page, shop, sandbox }) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({
    options: { clientSecret: client_secret },
    elements: [
      { type: "linkAuthentication", options: { defaultValues: { email: "jenny@example.com" } } },
      {
        type: "address",
        options: { mode: "shipping", defaultValues: { name: "Jenny Rosen", address: BERLIN } },
      },
      { type: "payment" },
    ],
  });
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  const paid = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ["payment_method"] });
  expect(paid.shipping).toMatchObject({ name: "Jenny Rosen", address: BERLIN });
  expect(paid.payment_method).toMatchObject({ billing_details: { email: "jenny@example.com" } });
});

test("a billing address takes the place of the Payment Element's own", async ({ page, shop, sandbox }) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({
    options: { clientSecret: client_secret },
    elements: [
      {
        type: "address",
        options: { mode: "billing", defaultValues: { name: "Jenny Rosen", address: BERLIN } },
      },
      { type: "payment" },
    ],
  });
  const frame = shop.frame("payment");
  await expect(frame.getByLabel("Card number")).toBeVisible();
  await expect(frame.getByLabel("Country")).toBeHidden();
  await shop.fillCard("4242424242424242");
  await shop.pay();
  await expect(page.getByRole("status")).toHaveText("succeeded");
  const paid = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ["payment_method"] });
  expect(paid.payment_method).toMatchObject({ billing_details: { name: "Jenny Rosen", address: BERLIN } });
});

test("an incomplete address keeps the payment from being submitted", async ({ page, shop }) => {
  await shop.open({
    options: CARDS,
    elements: [{ type: "address", options: { mode: "shipping" } }, { type: "payment" }],
  });
  await shop.fillCard("4242424242424242");
  await expect(shop.frame("address").getByLabel("Full name")).toBeVisible();
  const submitted = await page.evaluate(() => merchant.elements.submit());
  expect(submitted).toMatchObject({ error: { type: "validation_error", code: "incomplete_name" } });
  await expect(shop.frame("address").getByLabel("Full name")).toBeFocused();
});

test("names may be split, phones asked for, PO boxes refused and countries limited", async ({ shop }) => {
  const options = {
    mode: "shipping",
    display: { name: "split" },
    fields: { phone: "always" },
    blockPoBox: true,
    allowedCountries: ["GB", "IE"],
  };
  await shop.open({ options: CARDS, elements: [{ type: "address", options }] });
  const frame = shop.frame("address");
  await expect(frame.getByLabel("Country").locator("option")).toHaveText(["Ireland", "United Kingdom"]);
  await frame.getByLabel("First name").fill("Jenny");
  await frame.getByLabel("Last name").fill("Rosen");
  await frame.getByLabel("Phone number").fill("+44 20 7946 0000");
  await frame.getByLabel("Address line 1").fill("PO Box 12");
  await expect(frame.getByText("We cannot deliver to PO boxes.")).toBeVisible();
  await expect
    .poll(() => shop.lastEvent("change"))
    .toMatchObject({
      value: { name: "Jenny Rosen", firstName: "Jenny", lastName: "Rosen", phone: "+44 20 7946 0000" },
    });
});

test("addresses that the merchant knows are offered first", async ({ shop }) => {
  const contacts = [{ name: "Jenny Rosen", address: { ...BERLIN, state: "" } }];
  await shop.open({
    options: CARDS,
    elements: [{ type: "address", options: { mode: "shipping", contacts } }],
  });
  const frame = shop.frame("address");
  await expect(frame.getByLabel("Address line 1")).toBeHidden();
  await expect
    .poll(() => shop.lastEvent("change"))
    .toMatchObject({ complete: true, isNewAddress: false, value: { name: "Jenny Rosen", address: BERLIN } });
  await frame.getByLabel("Saved").selectOption("New address");
  await expect(frame.getByLabel("Address line 1")).toBeVisible();
});

// https://docs.stripe.com/payments/elements/link-authentication-element
test("an email is complete when it could be delivered to", async ({ shop }) => {
  await shop.open({ options: CARDS, elements: [{ type: "linkAuthentication" }] });
  const email = shop.frame("linkAuthentication").getByLabel("Email");
  await email.fill("jenny@example");
  await email.blur();
  await expect(shop.frame("linkAuthentication").getByText("Your email is incomplete.")).toBeVisible();
  await email.fill("jenny@example.com");
  await expect
    .poll(() => shop.lastEvent("change"))
    .toEqual({
      elementType: "linkAuthentication",
      complete: true,
      empty: false,
      value: { email: "jenny@example.com" },
    });
});

// https://docs.stripe.com/elements/payment-method-messaging
test("a price is said in parts", async ({ shop }) => {
  const options = { amount: 9_999, currency: "USD", paymentMethodTypes: ["klarna"] };
  await shop.open({ elements: [{ type: "paymentMethodMessaging", options }] });
  await expect(
    shop.frame("paymentMethodMessaging").getByText("4 interest-free payments of $25.00 · Klarna"),
  ).toBeVisible();
});
