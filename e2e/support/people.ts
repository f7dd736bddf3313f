import { randomUUID } from "node:crypto";
import { type Browser, expect, type Page } from "@playwright/test";
import { type Login, manifest, staffLogin, type StaffRole } from "./manifest";

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Somebody nobody knows yet. */
export function stranger(name = "Iris Calloway"): Person {
  const tag = randomUUID().slice(0, 8);
  return { name, email: `iris.${tag}@calloway.example`, password: `three quiet harbors ${tag}` };
}

/** Makes an account in the browser as a visitor does, and is then signed in. */
export async function signUp(page: Page, person: Person = stranger()): Promise<Person> {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByRole("link", { name: "Account" })).toBeVisible();
  return person;
}

/** Signs in on the page that asks for it, wherever that leads to afterwards. */
export async function signIn(page: Page, login: Pick<Login, "email" | "password">): Promise<void> {
  if (!new URL(page.url(), manifest.url).pathname.startsWith("/sign-in")) await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(login.email);
  await page.getByLabel("Password", { exact: true }).fill(login.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeHidden();
}

/** A browser of its own, with a member of staff signed in at the console. */
export async function staffPage(browser: Browser, role: StaffRole, merchant?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: manifest.url, locale: "en-US", timezoneId: "UTC" });
  const page = await context.newPage();
  await signIn(page, staffLogin(role, merchant));
  await expect(page).toHaveURL(/\/admin/);
  return page;
}

/** A browser of its own, with somebody signed in whom nobody knows yet. Its context is the caller's to close. */
export async function strangerPage(browser: Browser, name?: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: manifest.url });
  const page = await context.newPage();
  await signUp(page, stranger(name));
  return page;
}
