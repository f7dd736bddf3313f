import { expectAccessible, expectReflow } from "../support/axe";
import { expectBooksToBalance } from "../support/books";
import { cards } from "../support/cards";
import { answerChallenge, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { openMail } from "../support/mailbox";
import { placeOrder } from "../support/orders";

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

test("A customer pays from a link in a mail, on a phone, without signing in; a revoked link opens nothing", async ({
  page,
  browser,
  customer,
  staff,
  baseURL,
}) => {
  // Three browsers, a mail and the bank's question take their time.
  test.setTimeout(150_000);
  const order = await placeOrder(page, "search");
  const support = await staff("support");
  await support.goto(`/admin/orders/${order.id}`);
  for (const reason of ["The card was declined on the phone.", "A second one, by mistake."]) {
    await support.getByRole("button", { name: "New pay link" }).click();
    const dialog = support.getByRole("dialog");
    await dialog.getByLabel("Reason").fill(reason);
    if (reason.startsWith("A second")) await dialog.getByLabel(/^Mail it to/).uncheck();
    await dialog.getByRole("button", { name: "Make the link" }).dblclick();
    await expect(dialog).toBeHidden();
    await expect(support.getByText(reason).first()).toBeVisible();
  }
  const links = support.getByText(/\/pay\/[\w-]{94}$/);
  await expect(links).toHaveCount(2);
  const second = (await links.first().textContent()) ?? "";

  const phone = await (await browser.newContext({ ...PHONE, ...(baseURL ? { baseURL } : {}) })).newPage();
  await openMail(phone, customer.email, /pay order/);
  const link = await phone
    .getByRole("link", { name: /\/pay\/[\w-]{94}$/ })
    .first()
    .getAttribute("href");
  const answer = await phone.goto(link ?? "");
  expect(answer?.headers()["referrer-policy"]).toBe("no-referrer");
  await expect(phone.getByRole("heading", { level: 1, name: "$59.00" })).toBeVisible();
  await expectReflow(phone, "the page of a pay link");
  await expectAccessible(phone, "the page of a pay link");
  await expect(phone.getByLabel("Save this card for later")).toHaveCount(0);
  await payWithCard(phone, cards.requires3ds);
  await answerChallenge(phone, "Complete authentication");
  await expect(phone.getByText("Paid: $59.00")).toBeVisible();
  await phone.reload();
  await expect(phone.getByText("Paid: $59.00")).toBeVisible();
  await expect(page).toHaveURL(`/orders/${order.id}`, { timeout: 20_000 });

  await support.reload();
  await support.getByRole("button", { name: "Revoke" }).first().click();
  await support.getByRole("dialog").getByLabel("Reason").fill("Made by mistake.");
  await support.getByRole("button", { name: "Revoke the link" }).click();
  await expect(support.getByText(/Revoked by .*: Made by mistake\./)).toBeVisible();
  await phone.goto(second);
  await expect(phone.getByText("The seller has withdrawn this link.")).toBeVisible();
  expect((await phone.goto(`${second.slice(0, -4)}AAAA`))?.status()).toBe(404);
  await expect(phone.getByRole("heading", { name: "This link opens nothing" })).toBeVisible();
  await phone.context().close();
  await expectBooksToBalance(support);
});
