import { cards } from "../support/cards";
import { answerChallenge, cardFields, expectPaid, fillCard, payButton } from "../support/checkout";
import { expectReflow } from "../support/axe";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, colorScheme: "dark" });

test("A customer on a phone, in the dark, orders and pays with 3-D Secure without scrolling sideways", async ({
  page,
  customer,
}) => {
  expect(customer.email).not.toBe("");
  await placeOrder(page, "search");
  await expectReflow(page, "checkout");
  await fillCard(page, cards.requires3ds);
  await expect(cardFields(page).getByLabel("Card number")).toHaveAttribute("inputmode", "numeric");
  await expect(cardFields(page).getByLabel("Card number")).toHaveAttribute("autocomplete", "cc-number");
  await expect(payButton(page), "the way to pay stays in reach").toBeInViewport();
  await payButton(page).tap();
  await answerChallenge(page, "Complete authentication");
  await expectPaid(page);
  await expectReflow(page, "paid order");
  await page.getByRole("link", { name: "Receipt", exact: true }).tap();
  await expect(page.getByRole("heading", { name: "Receipt", level: 1 })).toBeVisible();
  await expectReflow(page, "receipt");
});
