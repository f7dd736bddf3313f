import { expectBooksToBalance } from "../support/books";
import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { signIn } from "../support/people";
import { asApplication } from "../support/rows";
import { takenFrom } from "../support/sandbox";

test("Staff find an order by its number, the buyer's address, the payment's id and the card's last four", async ({
  page,
  customer,
  staff,
}) => {
  const order = await placeOrder(page, "search");
  await payWithCard(page, cards.mastercard);
  await expectPaid(page);
  const [charge] = await takenFrom(customer.email);
  const support = await staff("support");
  for (const words of [
    order.number,
    customer.email,
    charge?.payment_intent ?? "",
    charge?.id ?? "",
    "4444",
  ]) {
    await support.goto("/admin/orders");
    await support.getByRole("form", { name: "Filter orders" }).getByLabel("Search").fill(words);
    await support.getByRole("form", { name: "Filter orders" }).getByLabel("Search").press("Enter");
    await expect(support).toHaveURL(/search=/);
    await expect(
      support.getByRole("link", { name: order.number, exact: true }),
      `found by ${words}`,
    ).toBeVisible();
  }
  await support.goto("/admin");
  await support.keyboard.press("/");
  await expect(support.getByRole("searchbox", { name: "Find an order" })).toBeFocused();
  await support.keyboard.type(charge?.payment_intent ?? "");
  await support.keyboard.press("Enter");
  await expect(support.getByText(order.number).first()).toBeVisible();
  await support.goto("/admin/orders?search=nobody-has-this-name");
  await expect(support.getByText("Nothing goes by that")).toBeVisible();
});

test("Opening an order in the console is on record, once", async ({ page, customer, staff }) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  const support = await staff("support");
  await support.goto(`/admin/orders/${order.id}`);
  const visits = () =>
    asApplication<{ path: string }>(
      `SELECT changes->>'path' AS path FROM audit_event
        WHERE event_type = 'console.opened' AND changes->>'path' = $1`,
      [`/admin/orders/${order.id}`],
    );
  await expect.poll(async () => (await visits()).length).toBeGreaterThan(0);
  expect(await visits()).toHaveLength(1);
});

test("Staff share a filtered list by its address, reload it, and go back to it", async ({ staff }) => {
  const support = await staff("support");
  await support.goto("/admin/orders");
  const form = support.getByRole("form", { name: "Filter orders" });
  await form.getByLabel("State").selectOption({ label: "Canceled" });
  await form.getByLabel("Search").fill("elif");
  await form.getByRole("button", { name: "Show" }).click();
  await expect(support).toHaveURL(/state=canceled/);
  const rows = support.getByRole("table", { name: "Orders, newest first" }).getByRole("rowheader");
  await expect(rows).toHaveCount(2);
  const found = await rows.allTextContents();
  await support.reload();
  await expect(form.getByLabel("State")).toHaveValue("canceled");
  await expect(form.getByLabel("Search")).toHaveValue("elif");
  expect(await rows.allTextContents()).toEqual(found);
  await rows.first().getByRole("link").click();
  await expect(support.getByRole("heading", { name: /^Order \d+/ })).toBeVisible();
  await support.goBack();
  await expect(rows).toHaveCount(2);
  await support.getByRole("link", { name: "Clear" }).click();
  await expect(support).toHaveURL(/\/admin\/orders$/);
});

test("Staff page through a list without meeting a row twice", async ({ staff }) => {
  const support = await staff("support");
  await support.goto("/admin/webhooks");
  const seen: string[] = [];
  const events = support.getByRole("table", { name: "Webhook events" }).getByText(/^evt_/);
  for (let pageCount = 1; pageCount <= 3; pageCount += 1) {
    await expect(events.first()).toBeVisible();
    seen.push(...(await events.allTextContents()));
    const older = support.getByRole("link", { name: "Older" });
    if ((await older.count()) === 0) break;
    const before = support.url();
    await older.click();
    await expect(support).not.toHaveURL(before);
  }
  expect(new Set(seen).size).toBe(seen.length);
});

test("Finance grants credit after seeing what will be posted, and the customer sees it with its reason", async ({
  page,
  customer,
  staff,
}) => {
  const finance = await staff("finance_admin");
  await finance.goto(`/admin/customers?search=${encodeURIComponent(customer.email)}`);
  await finance.getByRole("link", { name: customer.name }).click();
  await finance.getByRole("main").getByRole("link", { name: "Wallet", exact: true }).click();
  await finance.getByRole("button", { name: "Grant credit" }).click();
  const dialog = finance.getByRole("dialog");
  await dialog.getByLabel("Amount", { exact: true }).fill("12.50");
  const preview = dialog.getByRole("table", { name: /^Will be posted/ });
  await expect(preview).toContainText("Promotional credit");
  await expect(preview).toContainText("$12.50");
  await expect(dialog.getByText(`${customer.name} then holds $12.50`)).toBeVisible();
  await dialog.getByLabel("Reason").fill("For the delay of last week.");
  await dialog.getByRole("button", { name: "Grant credit" }).click();
  await expect(dialog).toBeHidden();
  await expect(finance.getByText("For the delay of last week.").first()).toBeVisible();
  await page.goto("/account/wallet");
  await expect(page.getByText("For the delay of last week.").first()).toBeVisible();
  await expect(page.getByText("$12.50").first()).toBeVisible();
  await expectBooksToBalance(finance);
});

test("Billing cancels an unpaid order with a reason after seeing what is taken back, and the customer owes nothing", async ({
  page,
  customer,
  staff,
}) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "search");
  const billing = await staff("billing_ops");
  await billing.goto(`/admin/orders/${order.id}`);
  await billing.getByRole("button", { name: "Cancel order" }).click();
  const dialog = billing.getByRole("dialog");
  await expect(dialog).toContainText("no longer owes $59.00");
  await dialog.getByLabel("Reason").fill("Ordered twice by mistake.");
  await dialog.getByRole("button", { name: "Cancel the order" }).click();
  await expect(dialog).toBeHidden();
  await expect(billing.getByText("Ordered twice by mistake.").first()).toBeVisible();

  // The checkout was open all the while.
  await expect(page).toHaveURL(`/orders/${order.id}`, { timeout: 20_000 });
  await expect(page.getByText("This order is canceled. You owe nothing for it.")).toBeVisible();
  await expectBooksToBalance(billing);
});

test("A customer cancels an order, and it stays canceled", async ({ page, customer }) => {
  expect(customer.email).not.toBe("");
  const order = await placeOrder(page, "fieldnotes");
  await page.getByRole("button", { name: "Cancel order" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("Nothing has been charged, and nothing will be.");
  await dialog.getByRole("button", { name: "Keep it" }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole("button", { name: "Cancel order" }).click();
  await dialog.getByLabel("Why?").fill("We moved the launch.");
  await dialog.getByRole("button", { name: "Cancel order" }).click();
  await expect(page.getByText("This order is canceled. You owe nothing for it.")).toBeVisible();
  await expect(page.getByText("“We moved the launch.”")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel order" })).toHaveCount(0);
  await page.goto(`/checkout/${order.id}`);
  await expect(page).toHaveURL(`/orders/${order.id}`);
});

test("Staff see health in words, and machines see the same as JSON", async ({ staff, request }) => {
  const support = await staff("support");
  await support.goto("/admin/health");
  for (const name of ["Database", "Migrations", "Worker", "Webhook inbox", "Outbox", "Mail", "Ledger"])
    await expect(
      support.getByRole("main").getByRole("listitem").filter({ hasText: name }).first(),
    ).toContainText(/In order|Needs a look/);
  const answer = await request.get("/api/health");
  expect(answer.status()).toBe(200);
  const text = await answer.text();
  expect(JSON.parse(text)).toMatchObject({ status: expect.stringMatching(/^(ok|degraded)$/) });
  expect(text).not.toMatch(/sk_test|whsec|postgres(ql)?:|password/i);
  expect((await request.get("/api/health/live")).status()).toBe(200);
  expect((await request.get("/api/health/ready")).status()).toBe(200);
});

test("A platform administrator closes a login, and whoever used it is out", async ({
  page,
  customer,
  staff,
}) => {
  const admin = await staff("platform_admin");
  await admin.goto(`/admin/settings/people?search=${encodeURIComponent(customer.email)}`);
  await admin.getByRole("button", { name: `Close the login of ${customer.name}` }).click();
  const dialog = admin.getByRole("dialog");
  await dialog.getByLabel("Reason").fill("Asked for by the customer.");
  await dialog.getByRole("button", { name: "Close login" }).click();
  await expect(admin.getByRole("button", { name: "Open login again" })).toBeVisible();
  await page.goto("/account");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail address").fill(customer.email);
  await page.getByLabel("Password", { exact: true }).fill(customer.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("E-mail address and password do not go together.")).toBeVisible();
  await admin.getByRole("button", { name: "Open login again" }).click();
  await expect(admin.getByRole("button", { name: "Open login again" })).toHaveCount(0);
  await signIn(page, customer);
  await expect(page.getByRole("link", { name: "Account" })).toBeVisible();
});
