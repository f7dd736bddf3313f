import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { attachSitesAndMarkReady, placeOrder } from "../support/orders";
import { takenFrom } from "../support/sandbox";

test("A customer approves all sites at once on the page that was left open, and pays", async ({
  page,
  customer,
  staff,
}) => {
  const order = await placeOrder(page, "harbor", "table");
  await attachSitesAndMarkReady(await staff("billing_ops"), order, 2);
  const approveAll = page.getByRole("button", { name: "Approve all 2 sites" });
  await expect(approveAll, "the page learned of the sites by itself").toBeVisible({ timeout: 20_000 });
  await approveAll.click();
  await page.getByRole("link", { name: "Pay $550.00" }).click();
  await payWithCard(page, cards.good);
  await expectPaid(page);
  expect((await takenFrom(customer.email)).map((charge) => charge.amount)).toEqual([55_000]);
});
