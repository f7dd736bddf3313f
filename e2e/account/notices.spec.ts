import { expect, test } from "../support/fixtures";
import { manifest } from "../support/manifest";
import { openMail } from "../support/mailbox";
import { placeOrder } from "../support/orders";

test("NOT-08: Staff look at every message in each language, as a page, as text and as a text message", async ({
  staff,
}) => {
  const page = await staff("platform_admin");
  await page.goto("/admin/settings/notices");
  await page.getByRole("link", { name: "Reminder after the day" }).click();
  const mail = page.frameLocator("iframe");
  await expect(mail.getByRole("heading", { level: 1 })).toContainText("is overdue");
  await expect(page.getByRole("region", { name: "As a text message" })).toContainText("was due on");
  await page.getByRole("link", { name: "Deutsch (Deutschland)" }).click();
  await expect(mail.getByRole("heading", { level: 1 })).toContainText("sind überfällig");
  await page.getByRole("link", { name: "As text" }).click();
  await expect(page.getByText("Bitte zahlen Sie jetzt.")).toBeVisible();
});

test("NOT-10, NOT-11: A customer chooses what comes and agrees to texts; staff send a mail again", async ({
  page,
  customer,
  staff,
}) => {
  await page.goto("/account/notices");
  await expect(page.getByRole("group", { name: "Payments", exact: true })).toContainText("By mail: always");
  await page.getByRole("group", { name: "Credit", exact: true }).getByLabel("By mail").uncheck();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. It holds from the next message on.")).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole("group", { name: "Credit", exact: true }).getByLabel("By mail"),
  ).not.toBeChecked();

  const phone = `+1500555${String(Date.now()).slice(-4)}`;
  await page.getByLabel("Mobile number").fill(phone);
  await page.getByRole("button", { name: "Text me" }).click();
  await expect(page.getByText("Please agree to this first.")).toBeVisible();
  await page.getByLabel(/Text me about my orders/).check();
  await page.getByRole("button", { name: "Text me" }).click();
  await expect(page.getByText(`We text ${phone}.`)).toBeVisible();

  const order = await placeOrder(page, "search");
  await openMail(page, customer.email, /Order \d+ is confirmed/);
  await page.goto(`${manifest.mailboxUrl}?to=${encodeURIComponent(phone)}`);
  await expect(page.getByRole("link", { name: /Reply STOP/ })).toBeVisible();

  const support = await staff("support");
  await support.goto(`/admin/orders/${order.id}`);
  await support.getByRole("button", { name: /^Send again: Order/ }).click();
  await expect(support.getByText("It is on its way again.")).toBeVisible();
  await page.goto("/account/notices");
  await expect(page.getByRole("listitem").filter({ hasText: phone })).toContainText("Sent to");
});
