import type { Page } from "@playwright/test";
import { expectAccessible, expectContrast, expectReflow } from "../support/axe";
import { expect, test } from "../support/fixtures";
import { footprintOf } from "../support/footprint";
import { seededCustomer } from "../support/manifest";
import { signIn } from "../support/people";
import { type VisitedPage, walk } from "../support/walk";

/** A mail lies in a frame that may run nothing, not even axe; its plain view is examined. */
const SHOWS_MAIL = /^\/(mailbox\/mail_[0-9a-z]+|admin\/settings\/notices(\?(?!.*view=text).*)?)$/;

const DESKTOP = { width: 1280, height: 800 };

/** A page in light and dark, for readers of every kind, and on the two narrowest screens. */
async function examine(page: Page, { path, isFirstOfShape }: VisitedPage): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 }).first(), path).toBeAttached();
  if (!isFirstOfShape) return;
  if (!SHOWS_MAIL.test(path)) {
    await expectAccessible(page, `${path} in light`);
    await page.emulateMedia({ colorScheme: "dark" });
    await expectContrast(page, `${path} in dark`);
    await page.emulateMedia({ colorScheme: "light" });
  }
  for (const width of [390, 320]) {
    await page.setViewportSize({ width, height: 844 });
    await expectReflow(page, `${path} at ${width} pixels`);
  }
  await page.setViewportSize(DESKTOP);
}

test.describe.configure({ mode: "parallel", timeout: 600_000 });
test.use({ viewport: DESKTOP, reducedMotion: "reduce" } as const);

test("A visitor meets no broken, unreadable or too wide page", async ({ page }) => {
  const starts = ["/", "/cart", "/sign-in", "/forgot-password", "/reset-password?token=old", "/mailbox"];
  const { faults, paths } = await walk(page, starts, (visited) => examine(page, visited));
  expect(faults).toEqual([]);
  expect(paths.length).toBeGreaterThan(8);
});

for (const email of ["greta@vogel.example", "hiro@sato.example"]) {
  test(`A customer (${email}) meets no broken, unreadable or too wide page, and looking changes nothing`, async ({
    page,
  }) => {
    await signIn(page, seededCustomer(email));
    const before = await footprintOf("kiln");
    const { faults, paths } = await walk(page, ["/account", "/orders", "/cart"], (visited) =>
      examine(page, visited),
    );
    expect(faults).toEqual([]);
    expect(paths.some((path) => path.startsWith("/orders/ord_"))).toBe(true);
    expect(await footprintOf("kiln")).toEqual(before);
  });
}

test("Staff meet no broken, unreadable or too wide page of the console, and looking changes nothing", async ({
  staff,
}) => {
  const page = await staff("platform_admin", "kiln");
  await page.setViewportSize(DESKTOP);
  const before = await footprintOf("kiln");
  const { faults, paths } = await walk(page, ["/admin"], (visited) => examine(page, visited));
  expect(faults).toEqual([]);
  for (const part of [
    "orders/ord_",
    "payments/pay_",
    "customers/cust_",
    "wallets/cust_",
    "wallets/lots/lot_",
    "ledger/entries/je_",
    "ledger/accounts/acct_",
    "webhooks/whe_",
    "settings/people",
    "settings/limits",
    "settings/wallets",
    "settings/terms",
    "settings/notices",
  ])
    expect(
      paths.some((path) => path.startsWith(`/admin/${part}`)),
      `the walk came to ${part}`,
    ).toBe(true);
  expect(await footprintOf("kiln")).toEqual(before);
});
