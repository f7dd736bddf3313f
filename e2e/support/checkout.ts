import { expect, type FrameLocator, type Locator, type Page } from "@playwright/test";

/** The card fields, which live in a frame of the payment service's origin. */
export function cardFields(page: Page): FrameLocator {
  return page.getByTitle("Secure payment input frame").contentFrame();
}

export interface CardDetails {
  readonly number: string;
  readonly expiry?: string;
  readonly cvc?: string;
}

/** Types a card. Later cards replace what was typed before. */
export async function fillCard(page: Page, card: string | CardDetails): Promise<void> {
  const { number, expiry = "12 / 34", cvc = "123" } = typeof card === "string" ? { number: card } : card;
  const fields = cardFields(page);
  await fields.getByLabel("Card number").fill(number);
  await fields.getByLabel("Expiration date").fill(expiry);
  await fields.getByLabel("Security code").fill(cvc);
  await fields.getByLabel("Country").selectOption("US");
  await fields.getByLabel("ZIP code").fill("10001");
  // What is pressed next lies below the frame: a page that scrolls under the pointer would take the press elsewhere.
  await page.getByRole("button", { name: /^(Pay \$|Save card)/ }).scrollIntoViewIfNeeded();
}

export function payButton(page: Page): Locator {
  return page
    .getByRole("form", { name: "Payment" })
    .getByRole("button", { name: /^(Pay \$|Confirming|Waiting|Paid)/ });
}

/** Presses Pay, as soon as it can be pressed. */
export async function pressPay(page: Page): Promise<void> {
  await expect(payButton(page)).toBeEnabled();
  await payButton(page).click();
}

/** Pays on the checkout page with a card. What comes of it is the spec's to say. */
export async function payWithCard(page: Page, card: string | CardDetails): Promise<void> {
  await fillCard(page, card);
  await pressPay(page);
}

/** The bank's question, in its window above the page. */
export function challenge(page: Page): FrameLocator {
  return page.getByTitle("3-D Secure challenge frame").contentFrame();
}

export async function answerChallenge(
  page: Page,
  answer: "Complete authentication" | "Fail authentication" | "Cancel",
): Promise<void> {
  await challenge(page).getByRole("button", { name: answer, exact: true }).click();
}

/** The order's page says that it is paid, without having been reloaded by us. */
export async function expectPaid(page: Page): Promise<void> {
  await expect(page).toHaveURL(/\/orders\/ord_/);
  await expect(page.getByRole("link", { name: "Receipt", exact: true })).toBeVisible();
}

/** What the payment form says went wrong. */
export function problem(page: Page): Locator {
  return page.getByRole("form", { name: "Payment" }).getByRole("alert");
}
