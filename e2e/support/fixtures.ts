import { type Page, test as base } from "@playwright/test";
import type { StaffRole } from "./manifest";
import { type Person, signUp, staffPage } from "./people";
import { besideOthers } from "./sandbox-turn";

interface Options {
  /** For specs that hold webhooks back or plant faults: they take the sandbox for themselves while they do. */
  readonly steersSandbox: boolean;
}

interface Fixtures {
  readonly turn: void;
  /** `page`, with a customer of this test's own signed in. */
  readonly customer: Person;
  /** A browser of its own for a member of staff. */
  readonly staff: (role: StaffRole, merchant?: string) => Promise<Page>;
}

export const test = base.extend<Options & Fixtures>({
  steersSandbox: [false, { option: true }],
  turn: [
    async ({ steersSandbox }, use) => {
      if (steersSandbox) await use();
      else await besideOthers(() => use());
    },
    // Whoever steers is waited for, outside this test's own time.
    { auto: true, timeout: 240_000 },
  ],
  customer: async ({ page }, use) => {
    await use(await signUp(page));
  },
  staff: async ({ browser }, use) => {
    const opened: Page[] = [];
    await use(async (role, merchant) => {
      const page = await staffPage(browser, role, merchant);
      opened.push(page);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
});

export { expect } from "@playwright/test";
