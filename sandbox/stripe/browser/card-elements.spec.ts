import { expect, test } from "./shop.ts";

// https://docs.stripe.com/payments/card-element and https://docs.stripe.com/js/element
const CARD = { type: "card", id: "card", label: "Your card" };
const SPLIT = [{ type: "cardNumber" }, { type: "cardExpiry" }, { type: "cardCvc" }];

test("the one-line card element pays with confirmCardPayment, its ZIP code included", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret, id } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({ elements: [CARD] });
  await shop.fillCard("4242424242424242", shop.frame("card"));
  await expect
    .poll(() => shop.lastEvent("change"))
    .toMatchObject({ elementType: "card", complete: true, brand: "visa", value: { postalCode: "94107" } });
  const result = await page.evaluate((secret) => {
    const card = merchant.elements.getElement("card");
    if (card === null) throw new Error("There is no card element.");
    return merchant.stripe.confirmCardPayment(secret, {
      payment_method: { card, billing_details: { name: "Jenny Rosen" } },
    });
  }, client_secret ?? "");
  expect(result).toMatchObject({ paymentIntent: { id, status: "succeeded" } });
  const paid = await sandbox.stripe.paymentIntents.retrieve(id, { expand: ["payment_method"] });
  expect(paid.payment_method).toMatchObject({
    billing_details: { name: "Jenny Rosen", address: { postal_code: "94107" } },
  });
});

test("confirmCardPayment shows the 3-D Secure challenge, or leaves it to the merchant", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await shop.open({ elements: [CARD] });
  await shop.fillCard("4000002760003184", shop.frame("card"));
  const confirm = ({ secret, handleActions }: { secret: string; handleActions: boolean }) => {
    const card = merchant.elements.getElement("card");
    if (card === null) throw new Error("There is no card element.");
    return merchant.stripe.confirmCardPayment(secret, { payment_method: { card } }, { handleActions });
  };
  const secret = client_secret ?? "";
  expect(await page.evaluate(confirm, { secret, handleActions: false })).toMatchObject({
    paymentIntent: { status: "requires_action" },
  });
  const handled = page.evaluate((given) => merchant.stripe.handleCardAction(given), secret);
  await shop.frame("challenge").getByRole("button", { name: "Complete authentication" }).click();
  expect(await handled).toMatchObject({ paymentIntent: { status: "succeeded" } });
});

test("split card elements find each other and are used through the number", async ({
  page,
  shop,
  sandbox,
}) => {
  const { client_secret } = await sandbox.stripe.setupIntents.create({});
  await shop.open({ elements: SPLIT });
  await shop.frame("cardNumber").getByLabel("Card number").fill("378282246310005");
  await shop.frame("cardExpiry").getByLabel("Expiration date").fill("12 / 34");
  const confirm = (secret: string) => {
    const card = merchant.elements.getElement("cardNumber");
    if (card === null) throw new Error("There is no card number element.");
    return merchant.stripe.confirmCardSetup(secret, { payment_method: { card } });
  };
  expect(await page.evaluate(confirm, client_secret ?? "")).toMatchObject({
    error: { code: "incomplete_cvc" },
  });
  await shop.frame("cardCvc").getByLabel("Security code").fill("1234");
  expect(await page.evaluate(confirm, client_secret ?? "")).toMatchObject({
    setupIntent: { status: "succeeded" },
  });
});

test("the merchant's style and classes follow the state", async ({ page, shop }) => {
  const style = { base: { color: "rgb(1, 2, 3)", fontSize: "20px" }, invalid: { color: "rgb(200, 0, 0)" } };
  const classes = { invalid: "is-wrong" };
  await shop.open({ elements: [{ ...CARD, options: { style, classes, hidePostalCode: true } }] });
  const number = shop.frame("card").getByLabel("Card number");
  const box = page.locator("#card");
  await expect(box).toHaveClass(/StripeElement--empty/);
  await expect(number).toHaveCSS("color", "rgb(1, 2, 3)");
  await expect(number).toHaveCSS("font-size", "20px");
  await expect(shop.frame("card").getByLabel("ZIP code")).toBeHidden();
  await number.fill("4242424242424241");
  await expect(number).toHaveCSS("color", "rgb(200, 0, 0)");
  await expect(box).toHaveClass(/is-wrong/);
  await expect(box).toHaveClass(/StripeElement--focus/);
  await expect
    .poll(() => shop.lastEvent("change"))
    .toMatchObject({
      error: { type: "validation_error", code: "invalid_number", message: "Your card number is invalid." },
    });
});

test("a press on the container's label goes into the field", async ({ page, shop }) => {
  await shop.open({ elements: [CARD] });
  await expect(shop.frame("card").getByLabel("Card number")).toBeVisible();
  await page.getByText("Your card").click();
  await expect(shop.frame("card").getByLabel("Card number")).toBeFocused();
});

// https://docs.stripe.com/js/tokens
test("createToken makes a token that stands for the card once", async ({ page, shop, sandbox }) => {
  await shop.open({ elements: [CARD] });
  await shop.fillCard("5555555555554444", shop.frame("card"));
  const made = await page.evaluate(() => {
    const card = merchant.elements.getElement("card");
    if (card === null) throw new Error("There is no card element.");
    return merchant.stripe.createToken(card, { name: "Jenny Rosen" });
  });
  expect(made).toMatchObject({
    token: {
      object: "token",
      type: "card",
      used: false,
      card: { brand: "MasterCard", last4: "4444", name: "Jenny Rosen", address_zip: "94107" },
    },
  });
  const token = made.token?.id ?? "";
  const method = await sandbox.stripe.paymentMethods.create({ type: "card", card: { token } });
  expect(method.card).toMatchObject({ brand: "mastercard", last4: "4444" });
  await expect(sandbox.stripe.paymentMethods.create({ type: "card", card: { token } })).rejects.toMatchObject(
    {
      code: "token_already_used",
    },
  );
});

test("an IBAN element makes a SEPA debit", async ({ page, shop }) => {
  await shop.open({ elements: [{ type: "iban", options: { supportedCountries: ["SEPA"] } }] });
  await shop.frame("iban").getByLabel("IBAN").fill("FR1420041010050500013M02606");
  await expect.poll(() => shop.lastEvent("change")).toMatchObject({ complete: true, country: "FR" });
  const made = await page.evaluate(() => {
    const iban = merchant.elements.getElement("iban");
    if (iban === null) throw new Error("There is no IBAN element.");
    const billing_details = { name: "Jenny Rosen", email: "jenny@example.com" };
    return merchant.stripe.createPaymentMethod({ type: "sepa_debit", sepa_debit: iban, billing_details });
  });
  expect(made.paymentMethod).toMatchObject({
    type: "sepa_debit",
    sepa_debit: { last4: "2606", country: "FR" },
  });
});
