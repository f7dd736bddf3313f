import { expectAccessible } from "../support/axe";
import { expect, test } from "../support/fixtures";

// Moving time is moving it for everybody, the sandbox included.
test.use({ steersSandbox: true });

test("Staff move the demo's clock forward, and every page says so", async ({ page, staff }) => {
  const billing = await staff("billing_ops");
  await billing.goto("/admin");
  await billing.getByRole("link", { name: "Clock" }).first().click();
  await expect(billing.getByRole("heading", { name: "Clock", level: 1 })).toBeVisible();
  const now = async () =>
    Date.parse((await billing.getByRole("main").locator("dd time").first().getAttribute("datetime")) ?? "");
  const before = await now();
  const hour = billing.getByRole("form", { name: "Forward 1 hour" }).getByRole("button");
  await hour.dblclick();
  await expect(billing.getByRole("complementary", { name: "Moved clock" })).toBeVisible();
  await expect.poll(now).toBeGreaterThan(before + 3_600_000);
  expect(await now()).toBeLessThan(before + 2 * 3_600_000);
  await expectAccessible(billing, "/admin/clock");
  // A visitor's page, after whatever it knew has aged by a second.
  await expect(async () => {
    await page.goto("/");
    await expect(page.getByRole("complementary", { name: "Moved clock" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(page, "/ with the moved clock");
});
