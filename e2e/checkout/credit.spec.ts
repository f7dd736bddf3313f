import { expectAccessible, expectReflow } from "../support/axe";
import { cards } from "../support/cards";
import { answerChallenge, expectPaid, payButton, payWithCard, problem } from "../support/checkout";
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
