import { cards } from "../support/cards";
import { expectPaid, fillCard, payButton, pressPay } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { intentsOf, takenFrom } from "../support/sandbox";

test("F26: A customer who clicks Pay twice is charged once", async ({ page, customer }) => {
  await placeOrder(page, "search");
  await fillCard(page, cards.good);
  await expect(payButton(page)).toBeEnabled();
  await payButton(page).dblclick();
  await expectPaid(page);
  expect(await intentsOf(customer.email)).toHaveLength(1);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("F27: A customer who pays in two tabs at once is charged once, and both tabs say paid", async ({
  page,
  context,
  customer,
}) => {
  const order = await placeOrder(page, "search");
  const other = await context.newPage();
  await other.goto(`/checkout/${order.id}`);
  await Promise.all([fillCard(page, cards.good), fillCard(other, cards.mastercard)]);
  await Promise.all([pressPay(page), pressPay(other)]);
  await Promise.all([expectPaid(page), expectPaid(other)]);
  expect(await intentsOf(customer.email)).toHaveLength(1);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("A tab that was left open learns that the order was paid elsewhere", async ({
  page,
  context,
  customer,
}) => {
  const order = await placeOrder(page, "search");
  const other = await context.newPage();
  await other.goto(`/orders/${order.id}`);
  await expect(other.getByText("You owe")).toBeVisible();
  await fillCard(page, cards.good);
  await pressPay(page);
  await expectPaid(page);
  await expect(other.getByRole("link", { name: "Receipt", exact: true })).toBeVisible({ timeout: 15_000 });
  expect(await takenFrom(customer.email)).toHaveLength(1);
});
