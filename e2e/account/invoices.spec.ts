import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { documentOn, expectSameOnPaper } from "../support/documents";
import { expect, test } from "../support/fixtures";
import { seededCustomer } from "../support/manifest";
import { openMail } from "../support/mailbox";
import { placeOrder } from "../support/orders";
import { signIn, strangerPage } from "../support/people";

test("INV-03, INV-06, INV-07, INV-09: A customer pays, opens invoice and receipt, keeps them as PDF, and nobody else can", async ({
  page,
  browser,
  customer,
  staff,
  context,
}) => {
  test.setTimeout(120_000);
  const order = await placeOrder(page, "search");
  await payWithCard(page, cards.good);
  await expectPaid(page);

  const mail = await context.newPage();
  await openMail(mail, customer.email, /^Receipt \d+: \$59\.00$/);
  await page.goto("/account/invoices");
  await page.getByRole("link", { name: /^Receipt \d+$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Receipt \d+$/ })).toBeVisible();
  await expect(page.getByText(`Sent to ${customer.email}`)).toBeVisible();
  await expect(documentOn(page)).toContainText("Visa ending in 4242");
  await expect(documentOn(page)).toContainText(/pi_\w+/);
  const receipt = await expectSameOnPaper(page);
  expect(receipt.fileName).toMatch(/^receipt-\d+\.pdf$/);

  await page.goto(`/orders/${order.id}`);
  await page.getByRole("link", { name: /^Invoice \d+$/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^Invoice \d+$/ })).toBeVisible();
  await expect(page.getByText("Paid", { exact: true })).toBeVisible();
  await expect(documentOn(page)).toContainText("You owe $59.00. Please pay by");
  const invoice = await expectSameOnPaper(page);
  expect(invoice).toMatchObject({ pageCount: 1, isTagged: true, language: "en-US" });

  const path = new URL(page.url()).pathname;
  const other = await strangerPage(browser);
  for (const address of [path, `${path}/pdf`]) {
    const answer = await other.request.get(address);
    expect(answer.status(), address).toBe(404);
    expect(await answer.text()).not.toContain(customer.email);
  }
  await other.context().close();

  const support = await staff("support");
  await support.goto(`/admin/invoices?search=${order.number}`);
  const [csv] = await Promise.all([
    support.waitForEvent("download"),
    support.getByRole("link", { name: "Export as CSV" }).click(),
  ]);
  expect(csv.suggestedFilename()).toMatch(/^documents-\d{4}-\d\d-\d\d\.csv$/);
  await support.getByRole("link", { name: /^Receipt \d+$/ }).click();
  await expect(support.getByText(`Mailed to ${customer.email}`)).toBeVisible();
  expect((await expectSameOnPaper(support)).text).toBe(receipt.text);
});

test("INV-03: A customer of a German shop has invoices in German, on the page and on paper", async ({
  page,
}) => {
  await signIn(page, seededCustomer("greta@vogel.example"));
  await page.goto("/account/invoices");
  await page
    .getByRole("link", { name: /^Invoice \d+$/ })
    .first()
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /^Rechnung \d+$/ })).toBeVisible();
  await expect(documentOn(page)).toContainText(/Offen sind [\d.]+,\d\d\s€\. Bitte zahlen Sie bis zum/);
  const invoice = await expectSameOnPaper(page);
  expect(invoice.language).toBe("de-DE");
  expect(invoice.fileName).toMatch(/^rechnung-\d+\.pdf$/);
});

test("INV-02, INV-08: Staff credit a part of an invoice as previewed, and the customer owes that much less", async ({
  page,
  customer,
  staff,
}) => {
  const order = await placeOrder(page, "search");
  const finance = await staff("finance_admin");
  await finance.goto(`/admin/invoices?search=${order.number}`);
  await finance.getByRole("link", { name: /^Invoice \d+$/ }).click();
  await finance.getByRole("link", { name: "Credit" }).click();
  await finance.getByLabel("Amount").fill("60.00");
  await finance.getByLabel("Reason").fill("The last lesson was missing.");
  await finance.getByRole("button", { name: "Preview" }).click();
  await expect(finance.getByText("the amount is above what is left of the invoice")).toBeVisible();
  await finance.getByLabel("Amount").fill("9.00");
  await finance.getByRole("button", { name: "Preview" }).click();
  await expect(documentOn(finance)).toContainText("The last lesson was missing.");
  await expect(finance.getByRole("table", { name: "Will be posted" })).toContainText("$9.00");
  const previewed = await documentOn(finance).innerText();
  await finance.getByRole("button", { name: "Issue the credit note" }).click();
  await expect(finance.getByRole("heading", { level: 1, name: /^Credit note \d+$/ })).toBeVisible();
  expect(await documentOn(finance).innerText()).toBe(previewed);
  await expectSameOnPaper(finance);

  await page.goto(`/checkout/${order.id}`);
  await expect(page.getByRole("button", { name: "Pay $50.00" })).toBeVisible();
  await page.goto("/account/statement");
  await expect(documentOn(page).getByRole("row", { name: /Credit note \d+/ })).toContainText("$50.00");
  await expectSameOnPaper(page);
  await page.goto(`/orders/${order.id}`);
  await page.getByRole("link", { name: /^Credit note \d+$/ }).click();
  await expect(documentOn(page)).toContainText(customer.name);
  await expect(documentOn(page)).toContainText("Still due");
});

test("INV-03, INV-05: A customer says to whom and in which language documents are made out", async ({
  page,
  customer,
}) => {
  expect(customer.name).not.toBe("");
  await page.goto("/account/billing");
  await page.getByLabel("Language of documents and mails").selectOption("Deutsch (Österreich)");
  await page.getByLabel("Name or company").fill("Vogel GmbH");
  await page.getByLabel("Address").fill("Ring 3\n1010 Wien");
  await page.getByLabel("Country").selectOption("Austria");
  await page.getByLabel("Tax id").fill("ATU 12345675");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved. It holds for what is issued from now on.")).toBeVisible();
  const order = await placeOrder(page, "search");
  await page.goto(`/orders/${order.id}`);
  await page.getByRole("link", { name: /^Invoice \d+$/ }).click();
  await expect(documentOn(page)).toContainText("Vogel GmbH");
  for (const text of ["1010 Wien", "Österreich", "ATU12345675", "Fälliger Betrag"])
    await expect(documentOn(page)).toContainText(text);
  await expectSameOnPaper(page);
});
