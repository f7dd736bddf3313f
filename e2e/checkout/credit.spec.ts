import { expectAccessible, expectReflow } from "../support/axe";
import { cards } from "../support/cards";
import { answerChallenge, challenge, expectPaid, payButton, payWithCard, problem } from "../support/checkout";
import { grantCredit } from "../support/credit";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { intentsOf, takenFrom } from "../support/sandbox";

const SWITCH = { name: "Use your credit" } as const;

test("CHK-18: A customer pays a part with credit and the rest by card, passing 3-D Secure, and the receipt shows both", async ({
  page,
  customer,
  staff,
}) => {
  await grantCredit(await staff("finance_admin"), customer, "30.00");
  const order = await placeOrder(page, "search");
  await page.getByRole("switch", SWITCH).check();
  await expect(page.getByText("Due now by card", { exact: true })).toBeVisible();
  await expect(
    page.getByRole("status").filter({ hasText: "Credit $30.00. Due now by card: $29.00." }),
  ).toBeAttached();
  await page.getByLabel("Amount of credit").fill("12.50");
  await expect(payButton(page)).toHaveText("Pay $46.50");
  await expectAccessible(page, "checkout with credit");
  await page.setViewportSize({ width: 320, height: 700 });
  await expectReflow(page, "checkout with credit");
  await page.setViewportSize({ width: 1280, height: 900 });
  await payWithCard(page, cards.requires3ds);
  await answerChallenge(page, "Complete authentication");
  await expectPaid(page);
  await expect(page.getByText(/\$12\.50 of credit/)).toBeVisible();
  expect((await takenFrom(customer.email)).map(({ amount }) => amount)).toEqual([4_650]);
  await page.goto(`/orders/${order.id}/receipt`);
  await expect(page.getByRole("row", { name: /Credit applied/ })).toContainText("$12.50");
});

test("F24: A customer who fails 3-D Secure has the credit back, and pays with another card", async ({
  page,
  customer,
  staff,
}) => {
  await grantCredit(await staff("finance_admin"), customer, "30.00");
  await placeOrder(page, "search");
  await page.getByRole("switch", SWITCH).check();
  await payWithCard(page, cards.requires3ds);
  await answerChallenge(page, "Fail authentication");
  await expect(problem(page)).toContainText("You have not been charged");
  await expect
    .poll(async () => (await intentsOf(customer.email)).map(({ status }) => status))
    .toEqual(["canceled"]);
  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect((await takenFrom(customer.email)).map(({ amount }) => amount)).toEqual([2_900]);
});

test("WAL-11: Credit for something else is not taken, and says why; the card pays", async ({
  page,
  customer,
  staff,
}) => {
  await grantCredit(await staff("finance_admin"), customer, "30.00", "Site placements");
  await placeOrder(page, "search");
  await expect(page.getByText("You have $30.00, but none of it can be used here.")).toBeVisible();
  await expect(page.getByText("Not for what is in this order.")).toBeVisible();
  await expect(page.getByRole("switch", SWITCH)).toBeDisabled();
  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect((await takenFrom(customer.email)).map(({ amount }) => amount)).toEqual([5_900]);
});

test("F24: A customer closes the tab at the bank's question; staff see what is held and give it back", async ({
  page,
  context,
  customer,
  staff,
}) => {
  const finance = await staff("finance_admin");
  await grantCredit(finance, customer, "30.00");
  const { id } = await placeOrder(page, "search");
  const tab = await context.newPage();
  await tab.goto(`/checkout/${id}`);
  await tab.getByRole("switch", SWITCH).check();
  await payWithCard(tab, cards.requires3ds);
  await expect(challenge(tab).getByRole("button", { name: "Complete authentication" })).toBeVisible();
  await tab.close();
  await page.goto("/account/wallet");
  await expect(page.getByText("Held", { exact: true }).first()).toBeVisible();

  await finance.goto("/admin/wallets?currency=USD");
  const held = finance
    .getByRole("table", { name: /^Credit held by open checkouts/ })
    .getByRole("row", { name: new RegExp(customer.name) });
  await expect(held).toContainText("$30.00");
  await held.getByRole("button", { name: /^Give back/ }).click();
  const dialog = finance.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("The customer left.");
  await expectAccessible(finance, "giving held credit back");
  await dialog.getByRole("button", { name: "Give the credit back" }).click();
  await expect(held).toBeHidden();
  expect((await intentsOf(customer.email)).map(({ status }) => status)).toEqual(["canceled"]);
  await page.goto(`/checkout/${id}`);
  await expect(page.getByText("You have $30.00.")).toBeVisible();
});

test("CHK-19: Credit that covers all needs no card, by keyboard alone", async ({ page, customer, staff }) => {
  await grantCredit(await staff("finance_admin"), customer, "100.00");
  await placeOrder(page, "search");
  await page.getByRole("switch", SWITCH).focus();
  await page.keyboard.press("Space");
  await expect(page.getByTitle("Secure payment input frame")).toBeHidden();
  await expect(payButton(page)).toHaveText("Pay $59.00 with credit");
  await payButton(page).focus();
  await page.keyboard.press("Enter");
  await expectPaid(page);
  expect(await intentsOf(customer.email)).toEqual([]);
});

test("Two tabs cannot spend the same credit: the second is told, and pays by card", async ({
  page,
  context,
  customer,
  staff,
}) => {
  await grantCredit(await staff("finance_admin"), customer, "60.00");
  const first = await placeOrder(page, "search");
  const second = await placeOrder(page, "search");
  const other = await context.newPage();
  await other.goto(`/checkout/${first.id}`);
  await page.goto(`/checkout/${second.id}`);
  for (const tab of [page, other]) {
    await tab.getByRole("switch", SWITCH).check();
    await expect(payButton(tab)).toHaveText("Pay $59.00 with credit");
  }
  await payButton(other).click();
  await expectPaid(other);
  await payButton(page).click();
  await expect(problem(page)).toContainText("your credit has changed");
  await page.getByRole("switch", SWITCH).uncheck();
  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect((await takenFrom(customer.email)).map(({ amount }) => amount)).toEqual([5_900]);
});
