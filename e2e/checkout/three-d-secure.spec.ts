import { cards } from "../support/cards";
import {
  answerChallenge,
  challenge,
  expectPaid,
  payButton,
  payWithCard,
  pressPay,
  problem,
} from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { intentsOf, takenFrom } from "../support/sandbox";

test("A customer passes 3-D Secure in place and has paid", async ({ page, customer }) => {
  await placeOrder(page, "search");
  await payWithCard(page, cards.requires3ds);
  await expect(challenge(page).getByText("$59.00")).toBeVisible();
  await expect(payButton(page)).toHaveText("Waiting for your bank…");
  await answerChallenge(page, "Complete authentication");
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("A customer who fails 3-D Secure is told so, owes as before, and pays with another card", async ({
  page,
  customer,
}) => {
  const order = await placeOrder(page, "search");
  await payWithCard(page, cards.requires3ds);
  await answerChallenge(page, "Fail authentication");
  await expect(problem(page)).toContainText(
    "You have not been charged: your bank could not confirm that it is you. Try again, or use another card.",
  );
  await expect(page).toHaveURL(`/checkout/${order.id}`);
  expect(await takenFrom(customer.email)).toEqual([]);

  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("F29: A customer who leaves during 3-D Secure comes back later and goes on with the same payment", async ({
  page,
  customer,
}) => {
  const order = await placeOrder(page, "search");
  await payWithCard(page, cards.requires3ds);
  await expect(challenge(page).getByRole("button", { name: "Complete authentication" })).toBeVisible();
  await page.goto("about:blank");

  await page.goto(`/orders/${order.id}`);
  await expect(page.getByText("Your bank asks you to confirm this payment")).toBeVisible();
  await expect(page.getByText("Nothing has been charged so far.")).toBeVisible();
  await page.getByRole("link", { name: "Go on with the payment" }).click();
  await payWithCard(page, cards.requires3ds);
  await answerChallenge(page, "Complete authentication");
  await expectPaid(page);
  expect(await intentsOf(customer.email), "one payment, begun once").toHaveLength(1);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("A customer who closes the bank's window can try again at once", async ({ page, customer }) => {
  await placeOrder(page, "search");
  await payWithCard(page, cards.requires3ds);
  await answerChallenge(page, "Cancel");
  await expect(problem(page)).toContainText("You have not been charged");
  await pressPay(page);
  await answerChallenge(page, "Complete authentication");
  await expectPaid(page);
  expect(await intentsOf(customer.email)).toHaveLength(1);
});
