import { expect, type Page } from "@playwright/test";
import { manifest } from "./manifest";

/** Opens the newest mail to an address with such a subject, as soon as it has been written. */
export async function openMail(page: Page, to: string, subject: RegExp): Promise<void> {
  const link = page.getByRole("link", { name: subject }).first();
  await expect(async () => {
    await page.goto(`${manifest.mailboxUrl}?to=${encodeURIComponent(to)}`);
    await expect(link).toBeVisible({ timeout: 500 });
  }).toPass({ intervals: [250, 500, 1_000], timeout: 20_000 });
  await link.click();
  await expect(page.getByRole("heading", { name: "Links in this mail" })).toBeVisible();
}
