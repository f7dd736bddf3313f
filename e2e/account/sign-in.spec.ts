import { randomInt } from "node:crypto";
import { expect, test } from "../support/fixtures";
import { openMail } from "../support/mailbox";
import { manifest, seededCustomer } from "../support/manifest";
import { placeOrder } from "../support/orders";
import { signIn, signUp, stranger } from "../support/people";

test("A visitor fills the cart first, signs up on the way, and finds the cart as it was", async ({
  page,
}) => {
  const person = stranger();
  await page.goto("/products/pages-people-finish");
  await page.getByRole("button", { name: "Add Writing pages people finish to the cart" }).click();
  await page.getByRole("link", { name: "Go to the cart" }).click();
  await page.getByRole("link", { name: "Make an account" }).click();
  await page.getByLabel("Name").fill(person.name);
  await page.getByLabel("E-mail address").fill(person.email);
  await page.getByLabel("Password", { exact: true }).fill(person.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page).toHaveURL("/cart");
  await expect(page.getByRole("button", { name: "Place order for $149.00" })).toBeVisible();
});

test("A customer signs out, and the pages behind are closed, Back included", async ({ page, customer }) => {
  const order = await placeOrder(page, "search");
  await page.goto(`/orders/${order.id}`);
  await page.getByRole("link", { name: "Account" }).click();
  await page.getByRole("link", { name: "Sign out" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto(`/orders/${order.id}`);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await signIn(page, customer);
  await expect(page, "signing in leads to where one wanted to go").toHaveURL(`/orders/${order.id}`);
});

test("A customer who forgot the password sets a new one by mail, once", async ({ page, browser }) => {
  const person = await signUp(page, stranger());
  const context = await browser.newContext({ baseURL: manifest.url });
  const elsewhere = await context.newPage();
  await elsewhere.goto("/sign-in");
  await elsewhere.getByRole("link", { name: "Forgot your password?" }).click();
  await expect(elsewhere.getByRole("heading", { name: "Reset your password" })).toBeVisible();
  await elsewhere.getByLabel("E-mail address").fill(person.email);
  await elsewhere.getByRole("button", { name: "Send the link" }).click();
  await expect(
    elsewhere.getByText("If there is an account with this address, a mail with a link is on its way."),
  ).toBeVisible();

  await openMail(elsewhere, person.email, /password/i);
  const link = elsewhere
    .getByRole("region", { name: "Links in this mail" })
    .getByRole("link", { name: /reset-password/ });
  const address = (await link.textContent()) ?? "";
  await link.click();
  const changed = { ...person, password: "seven green lanterns at noon" };
  await elsewhere.getByRole("textbox", { name: "New password" }).fill(changed.password);
  await elsewhere.getByRole("button", { name: "Save the new password" }).click();
  await expect(elsewhere.getByText("Your password is changed. Sign in with the new one.")).toBeVisible();

  await page.reload();
  await expect(page.getByRole("link", { name: "Sign in" }), "every device was signed out").toBeVisible();
  await elsewhere.getByLabel("E-mail address").fill(person.email);
  await elsewhere.getByLabel("Password", { exact: true }).fill(person.password);
  await elsewhere.getByRole("button", { name: "Sign in" }).click();
  await expect(elsewhere.getByText("E-mail address and password do not go together.")).toBeVisible();
  await signIn(elsewhere, changed);
  await expect(elsewhere.getByRole("link", { name: "Account" })).toBeVisible();

  await page.goto(address);
  await page.getByRole("textbox", { name: "New password" }).fill("another four words here");
  await page.getByRole("button", { name: "Save the new password" }).click();
  await expect(page.getByText("This link was used already or is too old. Ask for a new one.")).toBeVisible();
  await context.close();
});

test("A customer ends a session from another device, and that device is out at its next step", async ({
  page,
  browser,
  customer,
}) => {
  const context = await browser.newContext({ baseURL: manifest.url });
  const other = await context.newPage();
  await signIn(other, customer);
  await other.goto("/account");
  await expect(other.getByRole("heading", { name: `Hello, ${customer.name}` })).toBeVisible();

  await page.goto("/account/sessions");
  await expect(page.getByRole("list", { name: "Signed-in devices" }).getByRole("listitem")).toHaveCount(2);
  await page.getByRole("button", { name: "Sign out all other devices" }).click();
  await expect(page.getByRole("list", { name: "Signed-in devices" }).getByRole("listitem")).toHaveCount(1);

  await other.getByRole("link", { name: "Orders", exact: true }).click();
  await expect(other.getByRole("heading", { name: "Sign in" })).toBeVisible();
  const answer = await other.request.get("/api/orders/ord_01h00000000000000000000000/state");
  expect(answer.status()).toBe(401);
  await context.close();
});

test("Somebody who guesses a password is told to wait, and the owner gets in from home", async ({
  browser,
  page,
  customer,
}) => {
  expect(page.url()).toContain(manifest.url);
  const context = await browser.newContext({
    baseURL: manifest.url,
    // A network of its own, so that nobody else's tries are counted with these.
    extraHTTPHeaders: { "x-forwarded-for": `10.${randomInt(256)}.${randomInt(256)}.7` },
  });
  const guesser = await context.newPage();
  await guesser.goto("/sign-in");
  for (let attempt = 1; attempt <= 9; attempt += 1) {
    await guesser.getByLabel("E-mail address").fill(customer.email);
    await guesser.getByLabel("Password", { exact: true }).fill(`wrong guess ${attempt}`);
    await guesser.getByRole("button", { name: "Sign in" }).click();
    await expect(guesser.getByRole("button", { name: "Sign in" })).toBeVisible();
    await expect(
      guesser.getByText(attempt <= 8 ? "E-mail address and password do not go together." : "Too many tries."),
    ).toBeVisible();
  }
  await context.close();
  const home = await browser.newContext({ baseURL: manifest.url });
  const owner = await home.newPage();
  await signIn(owner, customer);
  await expect(owner.getByRole("link", { name: "Account" })).toBeVisible();
  await home.close();
});

test("A form that is not filled in says what is missing at each field and keeps what was typed", async ({
  page,
}) => {
  await page.goto("/sign-up");
  await page.getByLabel("Name").fill("Noor");
  await page.getByLabel("E-mail address").fill(seededCustomer("ada@moreno.example").email);
  await page.getByLabel("Password", { exact: true }).fill("short");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("Please use at least 8 characters; 15 or more are better.")).toBeVisible();
  await expect(page.getByLabel("Name")).toHaveValue("Noor");
  await page.getByLabel("Password", { exact: true }).fill("eleven slow rivers");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("There is already an account with this e-mail address.")).toBeVisible();
});
