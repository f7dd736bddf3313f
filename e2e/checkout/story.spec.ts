import { expectBooksToBalance } from "../support/books";
import { cards } from "../support/cards";
import { answerChallenge, expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { openMail } from "../support/mailbox";
import { attachInDialog, attachSites, placeOrder, products, showSites } from "../support/orders";
import { signUp, stranger } from "../support/people";
import { takenFrom } from "../support/sandbox";

test("A customer signs up, orders three sites and a course, has one changed, approves, pays with 3-D Secure, and staff see it all", async ({
  page,
  context,
  staff,
}) => {
  test.setTimeout(120_000);
  const person = await signUp(page, stranger("Noor Haddad"));
  const support = await staff("support");

  const order = await test.step("the customer orders, and nothing is charged", async () => {
    const placed = await placeOrder(page, "harbor", "table", "fieldnotes", "writing");
    await expect(page).toHaveURL(`/orders/${placed.id}`);
    await expect(page.getByText("We are preparing your 3 sites.")).toBeVisible();
    await expect(page.getByRole("link", { name: /^Pay/ })).toHaveCount(0);
    await page.goto(`/checkout/${placed.id}`);
    await expect(page, "there is nothing to pay yet").toHaveURL(`/orders/${placed.id}`);
    return placed;
  });

  await test.step("staff attach the sites one by one and show them", async () => {
    await support.goto(`/admin/orders/${order.id}`);
    await expect(support.getByText("3 of 3 still to attach")).toBeVisible();
    await attachSites(support, 2);
    await expect(support.getByText("1 of 3 still to attach")).toBeVisible();
    await expect(support.getByRole("button", { name: "Show the sites to the customer" })).toHaveCount(0);
    await support.getByRole("button", { name: "Attach, site 3" }).click();
    await attachInDialog(support, "https://preview.example/site-3", "Look at the second picture.");
    await showSites(support);
  });

  await test.step("the customer looks at each and sends one back, on the page that was left open", async () => {
    await openMail(page, person.email, /ready/i);
    await page.goto(`/orders/${order.id}`);
    await expect(page.getByRole("link", { name: /preview\.example\/site-1/ })).toHaveAttribute(
      "target",
      "_blank",
    );
    await expect(page.getByText("“Look at the second picture.”")).toBeVisible();
    await page.getByRole("button", { name: "Approve site 1" }).click();
    await expect(page.getByText("1 of 3 approved")).toBeVisible();
    await page.getByRole("button", { name: "Send back site 2" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("What should change?").fill("The headline names our old shop.");
    await dialog.getByRole("button", { name: "Send back", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(page.getByText("You asked: “The headline names our old shop.”")).toBeVisible();
    await page.getByRole("button", { name: "Approve site 3" }).click();
    await expect(page.getByText("2 of 3 approved")).toBeVisible();
    await expect(page.getByText("One site is being changed as you asked.")).toBeVisible();
  });

  await test.step("staff read the comment and attach a new version", async () => {
    await support.reload();
    await expect(support.getByText("The headline names our old shop.").first()).toBeVisible();
    await support.getByRole("button", { name: "Attach new version, site 2" }).click();
    await attachInDialog(support, "https://preview.example/site-2-b");
    await expect(support.getByRole("link", { name: "https://preview.example/site-2-b" })).toBeVisible();
  });

  await test.step("approving the last one makes the order payable", async () => {
    await expect(page.getByRole("link", { name: /preview\.example\/site-2-b/ })).toBeVisible({
      timeout: 15_000,
    });
    await page.getByRole("button", { name: "Approve site 2" }).click();
    await expect(page.getByText("You owe")).toBeVisible();
    await page.getByRole("link", { name: "Pay $879.00" }).click();
    await expect(page.getByRole("heading", { name: "Checkout", level: 1 })).toBeVisible();
  });

  await test.step("the customer pays with 3-D Secure", async () => {
    await payWithCard(page, cards.requires3ds);
    await answerChallenge(page, "Complete authentication");
    await expectPaid(page);
  });

  const [charge, ...others] = await takenFrom(person.email);
  expect(charge?.amount).toBe(87_900);
  expect(others).toEqual([]);
  const intentId = charge?.payment_intent ?? "no payment intent";

  await test.step("the receipt names transaction, amount and method, here and by mail", async () => {
    await page.getByRole("link", { name: "Receipt", exact: true }).click();
    await expect(page.getByText(intentId)).toBeVisible();
    await expect(page.getByText("Visa credit card ending in 3184")).toBeVisible();
    await expect(page.getByRole("definition").filter({ hasText: "$879.00" })).toBeVisible();
    const mail = await context.newPage();
    await openMail(mail, person.email, /receipt/i);
    await mail.getByRole("link", { name: "As text" }).click();
    await expect(mail.getByText(intentId)).toBeVisible();
    await expect(mail.getByText("$879.00").first()).toBeVisible();
  });

  await test.step("the course opens", async () => {
    await page.goto(`/orders/${order.id}`);
    await page.getByRole("link", { name: `Open ${products.writing.name}` }).click();
    await expect(page.getByRole("heading", { name: "One page, one promise" })).toBeVisible();
  });

  await test.step("staff see every event, go from the order into the books and to the webhook event, and back", async () => {
    await support.goto(`/admin/orders/${order.id}`);
    const timeline = support.getByRole("list", { name: "Timeline, newest first" });
    for (const line of [
      "Order placed over $879.00",
      "Site 2 sent back",
      "“The headline names our old shop.”",
      "All sites approved",
      "The bank asks the customer to authenticate",
      /^Payment of \$879\.00 completed/,
      "Order paid",
      `Access granted: ${products.writing.name}`,
      /^Mail \(sent\): .*receipt/i,
    ])
      await expect(timeline.getByText(line).first()).toBeVisible();

    await expect(async () => {
      await support.reload();
      await expect(timeline.getByRole("link", { name: "payment_intent.succeeded" }).first()).toBeVisible({
        timeout: 1_000,
      });
    }).toPass({ timeout: 20_000 });
    await timeline.getByRole("link", { name: "payment_intent.succeeded" }).first().click();
    await expect(support.getByRole("heading", { name: "payment_intent.succeeded" })).toBeVisible();
    await expect(support.getByText(intentId).first()).toBeVisible();
    await support.getByRole("link", { name: `order ${order.number}` }).click();
    await expect(support.getByRole("heading", { name: `Order ${order.number}` })).toBeVisible();

    await support
      .getByRole("link", { name: /^Payment by/ })
      .first()
      .click();
    await expect(support.getByRole("heading", { name: "Postings" })).toBeVisible();
    await expect(support.getByRole("table").getByText("$879.00").first()).toBeVisible();
    await support.getByRole("link", { name: /clearing/i }).click();
    await expect(support.getByRole("table", { name: "Postings of the account, newest first" })).toBeVisible();
    await support.goBack();
    await support.getByRole("link", { name: "The payment and its events" }).click();
    await expect(support.getByText(intentId).first()).toBeVisible();
    await expect(support.getByRole("table", { name: "Webhook events" })).toBeVisible();
  });

  await expectBooksToBalance(support);
});
