import type { Page } from "@playwright/test";
import { expectAccessible, expectReflow } from "../support/axe";
import { cards } from "../support/cards";
import { expectPaid, fillCard, pressPay, problem } from "../support/checkout";
import { expect, test as base } from "../support/fixtures";
import { products } from "../support/orders";
import { signUp, stranger } from "../support/people";
import { takenFrom } from "../support/sandbox";
import { type SecondWeb, startSecondWeb } from "../support/second-web";

const test = base.extend<{ shopper: Page }, { web: SecondWeb }>({
  web: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names of what a fixture needs.
    async ({}, use) => {
      const web = await startSecondWeb();
      await use(web);
      await web.close();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  shopper: async ({ browser, web }, use) => {
    const context = await browser.newContext({ baseURL: web.url, locale: "en-US", timezoneId: "UTC" });
    await use(await context.newPage());
    await context.close();
  },
});

const AWAY = "We can’t reach our records right now";
const says = (page: Page) => page.getByRole("status").filter({ hasText: AWAY });

test("F41: A page is 503 while the database is away, says so calmly, and comes back by itself", async ({
  shopper: page,
  web,
}) => {
  await page.goto("/");
  await web.cut();
  // The first may have been let through to a page that then broke; the next is not.
  for (let look = 0; look < 3; look += 1) {
    const answer = await page.request.get("/");
    expect(answer.status()).toBe(503);
  }
  expect((await page.request.get("/")).headers()["retry-after"]).toBe("5");
  expect((await page.goto("/products/harbor-and-field"))?.status()).toBe(503);
  await expect(page.getByRole("heading", { name: AWAY })).toBeVisible();
  await expectAccessible(page, "the page while the database is away");
  await page.setViewportSize({ width: 320, height: 640 });
  await expectReflow(page, "the page while the database is away");
  await page.goto("/sign-in");
  await web.restore();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("F41: A form keeps what was typed while the database is away, and works once it is back", async ({
  shopper: page,
  web,
}) => {
  const person = stranger();
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await web.cut();
  for (let press = 0; press < 2; press += 1) {
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(says(page)).toBeVisible();
  }
  await expect(page.getByLabel("Name")).toHaveValue(person.name);
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(person.password);
  await web.restore();
  await expect(async () => {
    await page.getByRole("button", { name: "Create account" }).click();
    await expect(page.getByRole("link", { name: "Account" })).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 20_000 });
});

test("F41: A customer whose order and payment meet an outage orders once and pays once, with the card that was typed", async ({
  shopper: page,
  web,
}) => {
  const person = await signUp(page);
  await page.goto("/");
  await page.getByRole("button", { name: `Add ${products.search.name} to the cart` }).click();
  await expect(page.getByRole("link", { name: /^Cart\D*1\b/ })).toBeVisible();
  await page.goto("/cart");
  await web.cut();
  await page.getByRole("button", { name: /^Place order for/ }).click();
  await expect(says(page)).toBeVisible();
  await web.restore();
  await expect(async () => {
    await page.getByRole("button", { name: /^Place order for/ }).click();
    await expect(page).toHaveURL(/\/checkout\/ord_/, { timeout: 3_000 });
  }).toPass({ timeout: 20_000 });

  await fillCard(page, cards.good);
  await web.cut();
  await pressPay(page);
  await expect(problem(page)).toContainText(
    "You have not been charged: we can’t reach our records right now.",
  );
  await web.restore();
  await pressPay(page);
  await expectPaid(page);
  expect(await takenFrom(person.email)).toHaveLength(1);
  await page.goto("/orders");
  await expect(page.getByRole("table", { name: /^Your orders/ }).getByRole("link")).toHaveCount(1);
});

test("F41: A form that is sent without scripts is done or answered with 503, wherever in its work the line is cut", async ({
  browser,
  web,
}) => {
  const context = await browser.newContext({ baseURL: web.url, javaScriptEnabled: false });
  const page = await context.newPage();
  const answers: number[] = [];
  for (let messageCount = 1; messageCount <= 22; messageCount += 3) {
    await web.restore();
    const person = stranger();
    await expect(async () => {
      expect((await page.goto("/sign-up"))?.status()).toBe(200);
    }).toPass();
    await page.getByLabel("Name").fill(person.name);
    await page.getByLabel("E-mail address").fill(person.email);
    await page.getByLabel("Password", { exact: true }).fill(person.password);
    const answered = page.waitForResponse((answer) => answer.request().method() === "POST");
    web.cutAfter(messageCount);
    await page.getByRole("button", { name: "Create account" }).click();
    answers.push((await answered).status());
    await context.clearCookies();
  }
  await web.restore();
  expect(answers.filter((status) => status !== 303 && status !== 200 && status !== 503)).toEqual([]);
  expect(answers).toContain(503);
  await context.close();
});

test("F47: A form of a page from before an update does nothing, says so, and keeps what was typed", async ({
  shopper: page,
}) => {
  const person = stranger();
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  // As a page of another build sends it: by an id that this one does not know.
  await page.route("**/sign-up", (route) => {
    const headers = { ...route.request().headers() };
    if (headers["next-action"] !== undefined) headers["next-action"] = "40".repeat(21);
    return route.continue({ headers });
  });
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(
    page.getByRole("status").filter({ hasText: "This page is older than an update of ours" }),
  ).toBeVisible();
  await expect(page.getByLabel("E-mail address")).toHaveValue(person.email);
});
