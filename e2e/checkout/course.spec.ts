import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder, products } from "../support/orders";
import { takenFrom } from "../support/sandbox";

test("A customer pays a course at once, reads the receipt and opens the course", async ({
  page,
  customer,
}) => {
  const order = await placeOrder(page, "writing");
  await expect(page, "a course has nothing to approve").toHaveURL(`/checkout/${order.id}`);
  await expect(page.getByRole("button", { name: "Pay $149.00" })).toBeVisible();
  await payWithCard(page, cards.good);
  await expectPaid(page);

  const [charge, ...others] = await takenFrom(customer.email);
  expect(charge?.amount).toBe(14_900);
  expect(others).toEqual([]);

  await page.getByRole("link", { name: "Receipt", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Receipt", level: 1 })).toBeVisible();
  await expect(page.getByRole("definition").filter({ hasText: "$149.00" })).toBeVisible();
  await expect(page.getByText("Visa credit card ending in 4242")).toBeVisible();
  await expect(page.getByText(charge?.payment_intent ?? "no transaction")).toBeVisible();
  await expect(page.getByText(customer.email)).toBeVisible();
  await expect(page.getByRole("row", { name: /^Total/ })).toContainText("$149.00");

  await page.getByRole("link", { name: `Order ${order.number}` }).click();
  await page.getByRole("link", { name: `Open ${products.writing.name}` }).click();
  await expect(page.getByRole("heading", { name: products.writing.name, level: 1 })).toBeVisible();
  await expect(page.getByText("Begin with what the reader already worries about")).toBeVisible();
});

test("A course stays closed to whoever has not paid it", async ({ page, customer }) => {
  expect(customer.email).toContain("@");
  await placeOrder(page, "search");
  const answer = await page.goto("/courses/search-for-small-shops");
  expect(answer?.status()).toBe(404);
  await expect(page.getByText("Stand at your counter")).toHaveCount(0);
});

test("A receipt prints without the frame around it", async ({ page, customer }) => {
  expect(customer.name).not.toBe("");
  const order = await placeOrder(page, "search");
  await payWithCard(page, cards.mastercard);
  await expectPaid(page);
  await page.goto(`/orders/${order.id}/receipt`);
  await expect(page.getByRole("button", { name: "Print or save as PDF" })).toBeVisible();
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("heading", { name: "Receipt", level: 1 })).toBeVisible();
  await expect(page.getByText("Mastercard credit card ending in 4444")).toBeVisible();
  await expect(page.getByText(/^pi_/)).toBeVisible();
  for (const gone of [
    page.getByRole("navigation"),
    page.getByRole("button", { name: "Print or save as PDF" }),
    page.getByRole("group", { name: "Colors of the page" }),
  ])
    await expect(gone).toHaveCount(0);
});
