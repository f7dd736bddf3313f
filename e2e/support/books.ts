import { expect, type Page } from "@playwright/test";

/** Staff look at the trial balance: every currency's debits equal its credits, in the console's own words. */
export async function expectBooksToBalance(staff: Page): Promise<void> {
  await staff.goto("/admin/ledger/trial-balance");
  const tables = staff.getByRole("table", { name: /^Trial balance in/ });
  await expect(tables).not.toHaveCount(0);
  await expect(staff.getByText("Debits equal credits: the difference is zero.")).toHaveCount(
    await tables.count(),
  );
  for (const table of await tables.all()) {
    const [debits, credits] = await table
      .getByRole("row", { name: /^Total/ })
      .getByRole("cell")
      .filter({ hasText: /\d/ })
      .allTextContents();
    expect(debits).toMatch(/\d/);
    expect(credits).toBe(debits);
  }
}
