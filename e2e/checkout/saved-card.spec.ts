import { cards } from "../support/cards";
import {
  answerChallenge,
  cardFields,
  expectPaid,
  fillCard,
  payWithCard,
  pressPay,
} from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { chargesOf, takenFrom } from "../support/sandbox";

test("A customer keeps a card while paying and pays the next order in two interactions", async ({
  page,
  customer,
}) => {
  await placeOrder(page, "search");
  await fillCard(page, cards.good);
  await expect(page.getByText("I allow Northlight Media to keep this card at Stripe")).toBeVisible();
  await page.getByRole("checkbox", { name: "Save this card for later" }).check();
  // The fields are told of the consent and keep what was typed.
  await expect(cardFields(page).getByLabel("Card number")).toHaveValue("4242 4242 4242 4242");
  await pressPay(page);
  await expectPaid(page);

  const next = await placeOrder(page, "writing");
  await page.goto(`/orders/${next.id}`);
  await page.getByRole("link", { name: "Pay $149.00" }).click();
  await expect(page.getByRole("radio", { name: /^Visa ending in 4242/ })).toBeChecked();
  await page.getByRole("button", { name: "Pay $149.00" }).click();
  await expectPaid(page);
  const amounts = (await takenFrom(customer.email)).map((charge) => charge.amount);
  expect(new Set(amounts)).toEqual(new Set([5_900, 14_900]));
  expect(amounts).toHaveLength(2);
});

test("A customer who does not agree keeps no card", async ({ page, customer }) => {
  expect(customer.email).not.toBe("");
  await placeOrder(page, "search");
  await payWithCard(page, cards.good);
  await expectPaid(page);
  await page.goto("/account/payment-methods");
  await expect(page.getByText("No card saved yet")).toBeVisible();
});

test("A customer saves cards without paying, chooses which comes first, and removes one", async ({
  page,
  customer,
}) => {
  await page.goto("/account/payment-methods");
  for (const [card, name] of [
    [cards.good, "Visa ending in 4242"],
    [cards.mastercard, "Mastercard ending in 4444"],
  ] as const) {
    await page.getByRole("button", { name: "Add a card" }).click();
    await expect(page.getByText("I allow Northlight Media to keep this card at Stripe")).toBeVisible();
    await fillCard(page, card);
    await page.getByRole("button", { name: "Save card" }).click();
    await expect(page.getByText("Please agree first that the card is saved for later.")).toBeVisible();
    await page.getByRole("checkbox", { name: "Save this card for later" }).check();
    await page.getByRole("button", { name: "Save card" }).click();
    await expect(page.getByRole("listitem").filter({ hasText: name })).toBeVisible();
  }
  expect(await chargesOf(customer.email), "saving charges nothing").toEqual([]);

  const visa = page.getByRole("listitem").filter({ hasText: "Visa ending in 4242" });
  const mastercard = page.getByRole("listitem").filter({ hasText: "Mastercard ending in 4444" });
  await expect(visa).toContainText("Used first");
  await page.getByRole("button", { name: "Use Mastercard ending in 4444 first" }).click();
  await expect(mastercard).toContainText("Used first");
  await expect(visa).not.toContainText("Used first");

  await placeOrder(page, "search");
  await expect(page.getByRole("radio", { name: /^Mastercard ending in 4444/ })).toBeChecked();

  await page.goto("/account/payment-methods");
  await page.getByRole("button", { name: "Remove Mastercard ending in 4444" }).click();
  await expect(page.getByRole("dialog")).toContainText("It can then no longer be used here");
  await page.getByRole("button", { name: "Remove card" }).click();
  await expect(mastercard).toHaveCount(0);
  await expect(visa).toContainText("Used first");
});

test("A customer saves a card that asks for 3-D Secure, and pays with it later", async ({
  page,
  customer,
}) => {
  await page.goto("/account/payment-methods");
  await page.getByRole("button", { name: "Add a card" }).click();
  await fillCard(page, cards.requires3ds);
  await page.getByRole("checkbox", { name: "Save this card for later" }).check();
  await page.getByRole("button", { name: "Save card" }).click();
  await answerChallenge(page, "Complete authentication");
  await expect(page.getByRole("listitem").filter({ hasText: "Visa ending in 3184" })).toBeVisible();

  await placeOrder(page, "search");
  await page.getByRole("button", { name: "Pay $59.00" }).click();
  await answerChallenge(page, "Complete authentication");
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});
