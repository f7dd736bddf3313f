import { expectAccessible } from "../support/axe";
import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { expectBooksToBalance } from "../support/books";
import { expect, test } from "../support/fixtures";
import { seededCustomer } from "../support/manifest";
import { signIn } from "../support/people";

test("A customer reads what the wallet is made of, follows a part of it to its origin, and takes the statement away", async ({
  page,
}) => {
  await signIn(page, seededCustomer("greta@vogel.example"));
  await page.goto("/account/wallet");
  const figures = page.getByLabel(/^Wallet in/);
  await expect(figures).toContainText("Available");
  await expect(figures).toContainText("Expires within 30 days");
  const lots = page.getByRole("table", { name: /is made of$/ });
  await expect(lots).toContainText("Only for courses, in orders of");
  await expectAccessible(page, "the wallet");

  const csv = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  const table = await (await csv).createReadStream();
  const text = Buffer.concat(await table.toArray()).toString("utf8");
  expect(text.split("\r\n")[0]).toContain("Occurred at (UTC),What,Reason,By,Order");
  expect(text).toContain("Welcome credit.");
  const pdf = page.waitForEvent("download");
  await page.getByRole("link", { name: "PDF" }).click();
  const file = Buffer.concat(await (await (await pdf).createReadStream()).toArray());
  expect(file.subarray(0, 5).toString()).toBe("%PDF-");

  await lots.getByRole("link", { name: "Goodwill credit" }).first().click();
  await expect(page.getByRole("heading", { name: "Goodwill credit", level: 1 })).toBeVisible();
  await expect(page.getByText("Thank you for sending us a friend.").first()).toBeVisible();
});

test("Another customer's wallet does not exist: not its lots, not its statement", async ({
  page,
  browser,
  customer,
}) => {
  expect(customer.email).not.toBe("");
  const context = await browser.newContext();
  const other = await context.newPage();
  await signIn(other, seededCustomer("greta@vogel.example"));
  await other.goto("/account/wallet");
  const file = (await other.getByRole("link", { name: "CSV" }).getAttribute("href")) ?? "";
  const lot = (await other.getByRole("link", { name: "Goodwill credit" }).first().getAttribute("href")) ?? "";
  await context.close();
  expect((await page.request.get(file)).status()).toBe(404);
  await page.goto(lot);
  await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("Goodwill credit");
  await expect(page.getByText("Thank you for sending us a friend.")).toHaveCount(0);
  await page.context().clearCookies();
  expect((await page.request.get(file)).status()).toBe(401);
});

test("ADM-04: Finance grants limited credit and takes a part of it back after seeing what both do", async ({
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
  await dialog.getByLabel("Kind").selectOption("Promotional credit");
  await dialog.getByLabel("Amount", { exact: true }).fill("25.00");
  await dialog.getByText("Limits").click();
  await dialog.getByLabel("Good for").selectOption("Courses");
  await dialog.getByLabel("Reason").fill("For the delay of last week.");
  await expect(dialog.getByText(`${customer.name} then holds $25.00`)).toBeVisible();
  await expectAccessible(finance, "granting credit");
  await dialog.getByRole("button", { name: "Grant credit" }).click();
  await expect(dialog).toBeHidden();
  await expect(finance.getByText("Only for courses")).toBeVisible();

  await finance.getByRole("button", { name: "Take credit back" }).click();
  await dialog.getByLabel("Amount, in USD").fill("30.00");
  await expect(dialog.getByText("No more than $25.00 can be taken back.")).toBeVisible();
  await dialog.getByLabel("Amount, in USD").fill("5.00");
  await expect(dialog.getByRole("table", { name: "What is taken from which lot" })).toContainText("$20.00");
  await expect(dialog.getByText(`${customer.name} then holds $20.00`)).toBeVisible();
  await dialog.getByLabel("Reason").fill("Given twice.");
  await dialog.getByRole("button", { name: "Take credit back" }).click();
  await expect(dialog).toBeHidden();
  await expect(finance.getByText("Given twice.").first()).toBeVisible();

  await page.goto("/account/wallet");
  await expect(page.getByLabel("Wallet in USD", { exact: true })).toContainText("$20.00");
  await expect(page.getByText("Given twice.").first()).toBeVisible();
  await expectBooksToBalance(finance);
});

test("WAL-13: A customer tops up by card, pays the amount alone, and can spend it with its bonus once it is paid", async ({
  page,
  customer,
}) => {
  expect(customer.email).not.toBe("");
  await page.goto("/account/wallet");
  await expect(page.getByLabel("Wallet in USD", { exact: true })).toContainText("$0.00");
  await page.getByRole("link", { name: "Top up" }).click();
  await page.getByLabel("Another amount", { exact: true }).check();
  await page.getByLabel("Another amount, in USD").fill("2000");
  await page.getByRole("button", { name: "Go to payment" }).click();
  await expect(page.getByText("this is more than can be put into the wallet at once")).toBeVisible();
  await page.getByLabel("$50.00").check();
  await expect(page.getByText("You pay $50.00 and get $55.00.")).toBeVisible();
  await expectAccessible(page, "topping up");
  await page.getByRole("button", { name: "Go to payment" }).click();
  await expect(page).toHaveURL(/\/checkout\/ord_/);
  await payWithCard(page, cards.good);
  await expectPaid(page);
  await page.getByRole("link", { name: "Open your wallet" }).click();
  await expect(page.getByLabel("Wallet in USD", { exact: true })).toContainText("$55.00");
  await expect(page.getByRole("table", { name: /^Movements/ })).toContainText("Bonus for topping up");
});
