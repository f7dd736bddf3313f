import { expectAccessible, expectReflow } from "../support/axe";
import { expectBooksToBalance } from "../support/books";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";

const PDF = { name: "statement.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 one page") };

test("Billing records a transfer, finance verifies it, and only then is the order paid", async ({
  page,
  customer,
  staff,
}) => {
  test.setTimeout(150_000);
  const order = await placeOrder(page, "search");
  const billing = await staff("billing_ops");
  await billing.goto(`/admin/orders/${order.id}`);
  await billing.getByRole("link", { name: "Record a payment" }).click();
  await expect(billing.getByRole("textbox", { name: "Amount" })).toHaveValue("59.00");
  await billing.getByRole("textbox", { name: "Amount" }).fill("70.00");
  await billing.getByLabel("Reference").fill(`RF ${order.number}`);
  await billing.getByLabel("Evidence").setInputFiles(PDF);
  await expectAccessible(billing, "recording a payment");
  await billing.getByRole("button", { name: "Record the payment" }).dblclick();
  await expect(billing.getByText("It pays nothing until somebody else has verified it").last()).toBeVisible();

  const finance = await staff("finance_approver");
  await finance.goto("/admin/manual-payments");
  const queue = finance.getByRole("table", { name: "Waiting for verification, longest first" });
  await expect(queue.getByText(`RF ${order.number}`)).toHaveCount(1);
  await expectAccessible(finance, "the queue");
  await queue
    .getByRole("row")
    .filter({ hasText: `RF ${order.number}` })
    .getByRole("link")
    .click();
  await expect(finance.getByRole("heading", { level: 1, name: "$70.00" })).toBeVisible();
  await expectAccessible(finance, "a payment by hand");
  await expectReflow(finance, "a payment by hand");
  const evidence = await finance.request.get(`${finance.url()}/evidence`);
  expect(evidence.headers()["content-disposition"]).toContain("attachment");
  expect((await evidence.body()).equals(PDF.buffer)).toBe(true);
  expect((await page.request.get(`${finance.url()}/evidence`)).status()).toBe(404);
  await finance.getByRole("button", { name: "Verify" }).click();
  await finance.getByRole("button", { name: "I have seen the money" }).dblclick();
  await expect(finance.getByText("Verified").first()).toBeVisible();
  await expect(finance.getByText("Into the wallet")).toBeVisible();

  await expect(page).toHaveURL(`/orders/${order.id}`, { timeout: 20_000 });
  await expect(page.getByRole("link", { name: "Receipt", exact: true })).toBeVisible();
  await page.goto("/account/wallet");
  await expect(page.getByText("$11.00").first()).toBeVisible();
  expect(customer.email).not.toBe("");
  await expectBooksToBalance(finance);
});
