import { expect, type Page } from "@playwright/test";

export interface PlacedOrder {
  /** As in addresses: ord_… */
  readonly id: string;
  /** As people say it. */
  readonly number: string;
}

/** What the catalog sells, by the names that the seed gives. */
export const products = {
  harbor: { name: "Placement on Harbor & Field", price: "$240.00" },
  table: { name: "Placement on The Long Table", price: "$310.00" },
  fieldnotes: { name: "Placement on Fieldnotes Weekly", price: "$180.00" },
  writing: { name: "Writing pages people finish", price: "$149.00" },
  search: { name: "Search for small shops", price: "$59.00" },
} as const;

export type ProductKey = keyof typeof products;

/** The public id in the address of a page of an order. */
export function orderIdOf(page: Page): string {
  const id = /ord_[0-9a-z]+/.exec(page.url())?.[0];
  if (id === undefined) throw new Error(`${page.url()} is no page of an order.`);
  return id;
}

/** Puts products into the cart and orders them. Ends where the customer does: at checkout, or at the order. */
export async function placeOrder(page: Page, ...wanted: readonly ProductKey[]): Promise<PlacedOrder> {
  await page.goto("/");
  for (const [index, key] of wanted.entries()) {
    await page.getByRole("button", { name: `Add ${products[key].name} to the cart` }).click();
    await expect(page.getByRole("link", { name: new RegExp(`^Cart\\D*${index + 1}\\b`) })).toBeVisible();
  }
  await page.goto("/cart");
  await page.getByRole("button", { name: /^Place order for/ }).click();
  await expect(page).toHaveURL(/\/(checkout|orders)\/ord_/);
  const id = orderIdOf(page);
  const title = page.getByText(/^Order \d+$/).first();
  const number = /\d+/.exec((await title.textContent()) ?? "")?.[0] ?? "";
  return { id, number };
}

/** Staff attach each site in turn; returns their addresses. Expects the order's page of the console. */
export async function attachSites(staff: Page, count: number): Promise<string[]> {
  const urls = Array.from({ length: count }, (_, index) => `https://preview.example/site-${index + 1}`);
  for (const [index, url] of urls.entries()) {
    await staff.getByRole("button", { name: `Attach, site ${index + 1}` }).click();
    await attachInDialog(staff, url);
  }
  return urls;
}

/** Fills in the open dialog of a site. */
export async function attachInDialog(staff: Page, url: string, note = ""): Promise<void> {
  const dialog = staff.getByRole("dialog");
  await dialog.getByLabel("Address of the finished site").fill(url);
  await dialog.getByLabel(/^Note for the customer/).fill(note);
  await dialog.getByRole("button", { name: "Attach site" }).click();
  await expect(dialog).toBeHidden();
}

/** What staff do with an order of sites until the customer can look at them. */
export async function attachSitesAndMarkReady(staff: Page, order: PlacedOrder, count: number): Promise<void> {
  await staff.goto(`/admin/orders/${order.id}`);
  await attachSites(staff, count);
  await showSites(staff);
}

export async function showSites(staff: Page): Promise<void> {
  await staff.getByRole("button", { name: "Show the sites to the customer" }).click();
  await expect(staff.getByText("Sites ready", { exact: true }).first()).toBeVisible();
}
