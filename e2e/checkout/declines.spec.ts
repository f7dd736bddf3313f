import { cards } from "../support/cards";
import {
  type CardDetails,
  cardFields,
  expectPaid,
  fillCard,
  payWithCard,
  pressPay,
  problem,
} from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { takenFrom } from "../support/sandbox";

interface Decline {
  readonly name: string;
  readonly card: string | CardDetails;
  readonly says: string;
  /** What staff read, and customers never. */
  readonly code: string;
}

const DECLINES: readonly Decline[] = [
  {
    name: "declined without a reason",
    card: cards.declined,
    says: "your bank said no without telling us why. Try another card, or ask your bank.",
    code: "generic_decline",
  },
  {
    name: "short of money",
    card: cards.insufficientFunds,
    says: "there is not enough money or limit on this card. Try another card, or add money and try again.",
    code: "insufficient_funds",
  },
  {
    name: "expired",
    card: cards.expired,
    says: "the card has expired or its date is wrong. Check the date or try another card.",
    code: "expired_card",
  },
  {
    name: "given with a wrong security code",
    card: cards.wrongCvc,
    says: "the security code is not right. It is the last three digits on the back, or four on the front.",
    code: "incorrect_cvc",
  },
  {
    name: "not processed",
    card: cards.processingError,
    says: "the bank could not be asked just now. Try again in a few minutes, or use another card.",
    code: "processing_error",
  },
];

for (const { name, card, says, code } of DECLINES) {
  test(`A customer whose card is ${name} learns what to do and pays with another; staff read the code`, async ({
    page,
    customer,
    staff,
  }) => {
    const order = await placeOrder(page, "search");
    await payWithCard(page, card);
    await expect(problem(page)).toContainText(`You have not been charged: ${says}`);
    await expect(page.getByText(code)).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Pay $59.00" })).toBeEnabled();
    expect(await takenFrom(customer.email)).toEqual([]);

    await page.goto(`/orders/${order.id}`);
    await expect(page.getByText("The last payment did not go through")).toBeVisible();
    await expect(page.getByText(says)).toBeVisible();
    await expect(page.getByText(code)).toHaveCount(0);
    const support = await staff("support");
    await support.goto(`/admin/orders/${order.id}`);
    await expect(support.getByText(code).first()).toBeVisible();

    await page.getByRole("link", { name: "Pay $59.00" }).click();
    await payWithCard(page, cards.good);
    await expectPaid(page);
    expect(await takenFrom(customer.email)).toHaveLength(1);
  });
}

test("A stolen card reads to the customer like any card that does not work", async ({
  page,
  customer,
  staff,
}) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  await payWithCard(page, cards.stolen);
  await expect(problem(page)).toContainText(
    "You have not been charged. This card cannot be used here; try another card.",
  );
  await expect(page.getByText(/stolen/i)).toHaveCount(0);
  const support = await staff("support");
  await support.goto(`/admin/orders/${order.id}`);
  await expect(support.getByText("stolen_card").first()).toBeVisible();
});

test("A mistyped number, date or code is marked at its field, and nothing is sent", async ({
  page,
  customer,
}) => {
  await placeOrder(page, "search");
  const asked: string[] = [];
  page.on("request", (request) => {
    if (request.url().includes("/api/payment-intents")) asked.push(request.url());
  });
  await fillCard(page, { number: cards.wrongNumber, expiry: "01 / 20", cvc: "1" });
  await pressPay(page);
  await expect(problem(page)).toContainText(
    "some card details are missing or not right. They are marked above.",
  );
  const fields = cardFields(page);
  await expect(fields.getByText("Your card number is invalid.")).toBeVisible();
  await expect(fields.getByText("Your card's expiration year is in the past.")).toBeVisible();
  await expect(fields.getByText("Your card's security code is incomplete.")).toBeVisible();
  expect(asked, "no payment is begun for what cannot be paid with").toEqual([]);

  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});
