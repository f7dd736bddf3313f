import type { Page, Route } from "@playwright/test";
import { cards } from "../support/cards";
import { expectPaid, fillCard, payWithCard, pressPay, problem } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { orderIdOf, placeOrder } from "../support/orders";
import { clearFaults, faultForIntent, intentsOf, steeringSandbox, takenFrom } from "../support/sandbox";

test.use({ steersSandbox: true });

const CONFIRMING = "We are confirming your payment";
const NOT_KNOWN = "we do not know yet whether the payment went through";

/** Plants faults for a payment the moment it exists, before the browser has been told of it. */
async function whenBegun(page: Page, plant: (intentId: string) => Promise<unknown>): Promise<void> {
  const plantOnce = async (route: Route) => {
    const response = await route.fetch();
    const intentId = /pi_[A-Za-z0-9]+?(?=_secret)/.exec(await response.text())?.[0];
    if (intentId !== undefined) await plant(intentId);
    await route.fulfill({ response });
  };
  await page.route("**/api/payment-intents", plantOnce, { times: 1 });
}

test("F30, CHK-23: A page becomes paid from the server's own reading while webhooks are held back", async ({
  page,
  customer,
}) => {
  await placeOrder(page, "search");
  await steeringSandbox(async ({ hold, heldEvents }) => {
    await hold();
    await payWithCard(page, cards.good);
    await expectPaid(page);
    expect(await heldEvents(), "the events were still on their way").not.toEqual([]);
  });
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("An open page becomes paid by the webhook alone, without being reloaded", async ({ page, customer }) => {
  await placeOrder(page, "search");
  const orderId = orderIdOf(page);
  await steeringSandbox(async ({ hold, release }) => {
    await hold();
    await page.route("**/api/payments/*/refresh", (route) => route.abort());
    await payWithCard(page, cards.good);
    await expect(page.getByRole("status").filter({ hasText: CONFIRMING })).toContainText(
      "It is safe to close this page: the receipt comes by mail, and you do not need to pay again.",
    );
    const navigations: string[] = [];
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame())
        navigations.push(request.url());
    });
    await release();
    await expectPaid(page);
    expect(navigations, "nothing was loaded anew").toEqual([]);
  });
  expect(page.url()).toContain(orderId);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("F12: A customer is told that nothing was charged when the payment service is away, and pays once it is back", async ({
  page,
  customer,
}) => {
  await placeOrder(page, "search");
  await fillCard(page, cards.good);
  await steeringSandbox(async ({ fault, clearFaults }) => {
    for (const path of ["/v1/customers", "/v1/payment_intents"])
      await fault({ kind: "reset_before", method: "POST", path, count: 50 });
    await pressPay(page);
    await expect(problem(page)).toContainText(/You have not been charged|never charged twice/, {
      timeout: 30_000,
    });
    await clearFaults();
  });
  await pressPay(page);
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
  expect(await intentsOf(customer.email)).toHaveLength(1);
});

test("CHK-23: A customer whose confirmation is taken but whose answer is lost has paid, once", async ({
  page,
  customer,
}) => {
  await placeOrder(page, "search");
  await whenBegun(page, (intentId) =>
    faultForIntent(intentId, { kind: "reset_after", method: "POST", on: "/confirm", count: 1 }),
  );
  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("A customer whose confirmation never arrives may try again, and is charged once", async ({
  page,
  customer,
}) => {
  await placeOrder(page, "search");
  await whenBegun(page, (intentId) =>
    faultForIntent(intentId, { kind: "reset_before", method: "POST", on: "/confirm", count: 5 }),
  );
  await payWithCard(page, cards.good);
  await expect(problem(page)).toContainText(
    "no payment has arrived so far. You can try again: this order is never charged twice.",
    { timeout: 20_000 },
  );
  await clearFaults();
  await pressPay(page);
  await expectPaid(page);
  expect(await intentsOf(customer.email)).toHaveLength(1);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("A customer who hears nothing at all is not asked to pay again, and sees it paid when the news comes", async ({
  page,
  customer,
}) => {
  const order = await placeOrder(page, "search");
  await steeringSandbox(async ({ hold, release }) => {
    await hold();
    await page.route("**/api/payments/*/refresh", (route) => route.abort());
    await whenBegun(page, (intentId) =>
      faultForIntent(intentId, { kind: "reset_after", method: "POST", on: "/confirm", count: 1 }),
    );
    await payWithCard(page, cards.good);
    await expect(page.getByRole("status").filter({ hasText: NOT_KNOWN })).toBeVisible({ timeout: 30_000 });
    await expect(page.getByRole("button", { name: /^Pay \$/ }), "nobody is invited to pay again").toHaveCount(
      0,
    );
    // Another tab, and somebody in a hurry: the order is paid, and the gateway says so when it is asked.
    const other = await page.context().newPage();
    await other.goto(`/checkout/${order.id}`);
    await payWithCard(other, cards.mastercard);
    await expectPaid(other);
    await release();
    await expectPaid(page);
  });
  expect(await takenFrom(customer.email)).toHaveLength(1);
});

test("A customer who is offline is told so and can pay once the connection is back", async ({
  page,
  context,
  customer,
}) => {
  await placeOrder(page, "search");
  await fillCard(page, cards.good);
  await context.setOffline(true);
  await expect(page.getByText("You are offline. Nothing is being charged")).toBeVisible();
  await context.setOffline(false);
  await pressPay(page);
  await expectPaid(page);
  expect(await takenFrom(customer.email)).toHaveLength(1);
});
