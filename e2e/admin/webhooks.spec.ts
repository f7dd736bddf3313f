import type { Page } from "@playwright/test";
import { cards } from "../support/cards";
import { expectPaid, payWithCard } from "../support/checkout";
import { expect, test } from "../support/fixtures";
import { placeOrder } from "../support/orders";
import { asApplication } from "../support/rows";
import { intentsOf } from "../support/sandbox";

interface Event {
  readonly id: string;
  readonly external_id: string;
}

/** Gives up events of a payment, as if each had failed five times. */
async function giveUp(intentId: string, type: string): Promise<Event> {
  const find = () =>
    asApplication<Event>(
      `UPDATE webhook_event SET state = 'dead', last_error = 'Given up by a test' WHERE gateway_payment_id = $1 AND type = $2
         AND state = 'applied' RETURNING id, external_id`,
      [intentId, type],
    );
  let given: Event[] = [];
  await expect(async () => {
    given = await find();
    expect(given).toHaveLength(1);
  }).toPass();
  const [event] = given;
  if (event === undefined) throw new Error(`There is no ${type} of ${intentId}.`);
  return event;
}

async function expectState(staff: Page, state: string, externalId: string, word: string): Promise<void> {
  await expect(async () => {
    await staff.goto(`/admin/webhooks?search=${externalId}`);
    await expect(staff.getByRole("row", { name: new RegExp(externalId) })).toContainText(word, {
      timeout: 500,
    });
  }, state).toPass({ timeout: 20_000 });
}

test("WHK-07: Staff replay an event that was given up, and all of a kind at once; support may only look", async ({
  page,
  customer,
  staff,
}) => {
  await placeOrder(page, "search");
  await payWithCard(page, cards.good);
  await expectPaid(page);
  const [intent] = await intentsOf(customer.email);
  const intentId = intent?.id ?? "";
  const one = await giveUp(intentId, "payment_intent.succeeded");
  const admin = await staff("platform_admin");
  await admin.goto(`/admin/webhooks?state=dead&search=${one.external_id}`);
  await admin
    .getByRole("row", { name: new RegExp(one.external_id) })
    .getByRole("link")
    .click();
  await expect(admin.getByRole("heading", { name: "payment_intent.succeeded" })).toBeVisible();
  await expect(admin.getByText("Given up by a test")).toBeVisible();
  await admin.getByRole("button", { name: "Replay" }).click();
  await expectState(admin, "replayed by hand", one.external_id, "Applied");

  const other = await giveUp(intentId, "charge.succeeded");
  await admin.goto("/admin/webhooks?state=dead&type=charge.succeeded");
  await admin.getByRole("button", { name: "Replay all that are dead of charge.succeeded" }).click();
  await expect(admin.getByText(/back in the inbox\.$/)).toBeVisible();
  await expectState(admin, "replayed together", other.external_id, "Applied");
  await admin.goto("/admin/audit?type=webhook_event");
  await expect(admin.getByText("webhook_event.replayed").first()).toBeVisible();

  const support = await staff("support");
  await support.goto("/admin/webhooks?state=dead");
  await expect(support.getByRole("heading", { name: "Webhooks" })).toBeVisible();
  await expect(support.getByRole("button", { name: /Replay/ })).toHaveCount(0);
});

test("WHK-14: The page shows under which signing secret deliveries come", async ({ staff }) => {
  const support = await staff("support");
  await support.goto("/admin/webhooks");
  const secrets = support
    .getByRole("region", { name: "Signing secrets" })
    .or(
      support.locator("section").filter({ has: support.getByRole("heading", { name: /^Signing secrets/ }) }),
    );
  await expect(secrets.first()).toContainText(/[0-9a-f]{8} present/);
  await expect(secrets.first()).toContainText("verified");
  await expect(support.getByText(/whsec_/)).toHaveCount(0);
});
