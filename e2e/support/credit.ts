import { expect, type Page } from "@playwright/test";
import type { Person } from "./people";

/** Finance grants a customer credit in the console, such as "30.00" dollars, for everything or for one kind of thing only. */
export async function grantCredit(
  finance: Page,
  customer: Person,
  amount: string,
  goodFor?: "Courses" | "Site placements",
): Promise<void> {
  await finance.goto(`/admin/customers?search=${encodeURIComponent(customer.email)}`);
  await finance.getByRole("link", { name: customer.name }).click();
  await finance.getByRole("main").getByRole("link", { name: "Wallet", exact: true }).click();
  await finance.getByRole("button", { name: "Grant credit" }).click();
  const dialog = finance.getByRole("dialog");
  await dialog.getByLabel("Amount", { exact: true }).fill(amount);
  if (goodFor !== undefined) {
    await dialog.getByText("Limits").click();
    await dialog.getByLabel("Good for").selectOption(goodFor);
  }
  await dialog.getByLabel("Reason").fill("For the delay of last week.");
  await dialog.getByRole("button", { name: "Grant credit" }).click();
  await expect(dialog).toBeHidden();
}
