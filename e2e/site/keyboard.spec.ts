import { expect, type Locator, type Page } from "@playwright/test";
import { cards } from "../support/cards";
import { cardFields, challenge, expectPaid, payButton } from "../support/checkout";
import { test } from "../support/fixtures";
import { products } from "../support/orders";

/** Presses Tab until the focus is there, as whoever has no mouse does. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed += 1) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return;
  }
  throw new Error(`60 times ${key} did not lead to ${target}`);
}

test("A customer without a mouse orders, pays with 3-D Secure and reads the receipt", async ({
  page,
  customer,
}) => {
  expect(customer.email).not.toBe("");
  await page.goto("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(page, page.getByRole("button", { name: `Add ${products.search.name} to the cart` }));
  await page.keyboard.press("Enter");
  const cart = page.getByRole("link", { name: /^Cart\D*1/ });
  await expect(cart).toBeVisible();
  await tabTo(page, cart, "Shift+Tab");
  await page.keyboard.press("Enter");
  const place = page.getByRole("button", { name: "Place order for $59.00" });
  await expect(place).toBeVisible();
  await tabTo(page, place);
  await page.keyboard.press("Enter");

  const fields = cardFields(page);
  await expect(fields.getByLabel("Card number")).toBeVisible();
  await tabTo(page, fields.getByLabel("Card number"));
  await page.keyboard.type(cards.requires3ds);
  for (const [label, text] of [
    ["Expiration date", "1234"],
    ["Security code", "123"],
    ["Country", "United S"],
    ["ZIP code", "10001"],
  ] as const) {
    const field = fields.getByLabel(label);
    if (!(await field.evaluate((element) => element === element.ownerDocument.activeElement)))
      await tabTo(page, field);
    await page.keyboard.type(text);
  }
  await tabTo(page, payButton(page));
  await page.keyboard.press("Enter");
  await expect(challenge(page).getByRole("button", { name: "Complete authentication" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expectPaid(page);
  await tabTo(page, page.getByRole("link", { name: "Receipt", exact: true }));
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Receipt", level: 1 })).toBeVisible();
});

test("A dialog takes the focus, keeps it, and gives it back on Escape", async ({ page, customer }) => {
  expect(customer.email).not.toBe("");
  await page.goto("/products/fieldnotes-weekly");
  await page.getByRole("button", { name: `Add ${products.fieldnotes.name} to the cart` }).click();
  await page.getByRole("link", { name: "Go to the cart" }).click();
  await page.getByRole("button", { name: /^Place order for/ }).click();
  const opener = page.getByRole("button", { name: "Cancel order" });
  await opener.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let pressed = 0; pressed < 6; pressed += 1) {
    await page.keyboard.press("Tab");
    await expect(
      page.getByRole("link", { name: "Catalog" }).first(),
      "the page behind is out of reach",
    ).not.toBeFocused();
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
});
