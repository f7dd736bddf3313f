import type { Page } from "@playwright/test";
import { expect, test, type Shop } from "./shop.ts";

// https://docs.stripe.com/payments/3d-secure/authentication-flow and https://docs.stripe.com/testing#regulatory-cards
const CHALLENGED = "4000002760003184";

async function openAndPay(shop: Shop, clientSecret: string | null, number = CHALLENGED): Promise<void> {
  await shop.open({ options: { clientSecret }, elements: [{ type: "payment" }] });
  await shop.fillCard(number);
  await shop.pay();
}

const answer = (page: Page, name: string) =>
  page
    .getByTitle("3-D Secure challenge frame")
    .contentFrame()
    .getByRole("button", { name, exact: true })
    .click();

test("completing the challenge pays", async ({ page, shop, sandbox }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await openAndPay(shop, client_secret);
  await answer(page, "Complete authentication");
  await expect(page.getByRole("status")).toHaveText("succeeded");
});

test("failing the challenge asks for another payment method", async ({ shop, sandbox, page }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await openAndPay(shop, client_secret);
  await answer(page, "Fail authentication");
  await expect
    .poll(() => shop.result())
    .toMatchObject({ error: { code: "payment_intent_authentication_failure" } });
});

test("Escape closes the challenge, says so, and gives the focus back", async ({ page, shop, sandbox }) => {
  const { client_secret } = await sandbox.stripe.paymentIntents.create({ amount: 500, currency: "usd" });
  await openAndPay(shop, client_secret);
  await expect(
    shop.frame("challenge").getByRole("button", { name: "Complete authentication" }),
  ).toBeFocused();
  await page.keyboard.press("Escape");
  await expect
    .poll(() => shop.result())
    .toMatchObject({
      error: { code: "payment_intent_authentication_failure", payment_intent: { status: "requires_action" } },
    });
  await expect(page.getByRole("button", { name: "Pay", exact: true })).toBeFocused();
});

test("handleNextAction takes up a challenge that the server has opened", async ({ page, shop, sandbox }) => {
  const intent = await sandbox.stripe.paymentIntents.create({
    amount: 500,
    currency: "usd",
    confirm: true,
    payment_method: "pm_card_authenticationRequired",
    use_stripe_sdk: true,
    return_url: "https://shop.example/return",
  });
  await shop.open({ options: {}, elements: [] });
  await expect(page.getByRole("button", { name: "Pay" })).toBeVisible();
  await page.waitForFunction(() => Boolean(merchant.stripe));
  const handled = page.evaluate(
    (clientSecret) => merchant.stripe.handleNextAction({ clientSecret }),
    intent.client_secret ?? "",
  );
  await answer(page, "Complete authentication");
  expect(await handled).toMatchObject({ paymentIntent: { id: intent.id, status: "succeeded" } });
});
