import pg from "pg";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { ServiceContext } from "@/lib/services/context";
import { startMethodSetup } from "@/lib/services/payment-methods/start-method-setup";
import { startPayment } from "@/lib/services/payments/start-payment";
import { requestPasswordReset } from "@/lib/services/people/request-password-reset";
import { signIn } from "@/lib/services/people/sign-in";
import { signUp } from "@/lib/services/people/sign-up";
import { aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { aCustomer, frozenClock } from "@/test/support/people";

const stage = moneyStage({ webhooks: true });
const PASSWORD = "seven old boats";
const EMAIL = "ada@example.com";
let shop: Shop;
let ada: ServiceContext<CustomerActor>;
/** A payment of Ada's on which a card was declined: the next try is counted. */
let declinedOrderId: string;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
  await aCustomer(frozenClock(), {
    merchantId: shop.merchantId,
    name: "Ada",
    email: EMAIL,
    password: PASSWORD,
  });
  const declined = await aStartedPayment(shop, ada);
  await payAsBrowser(stage, declined.clientSecret, "chargeDeclined");
  await stage.settle();
  declinedOrderId = declined.orderId;
});

async function asOwner(sql: string): Promise<void> {
  const owner = new pg.Client(stage.database.ownerUrl);
  await owner.connect();
  try {
    await owner.query(sql);
  } finally {
    await owner.end();
  }
}

const takeAway = (table: string) => asOwner(`ALTER TABLE ${table} RENAME TO ${table}_away`);
const bringBack = (table: string) => asOwner(`ALTER TABLE IF EXISTS ${table}_away RENAME TO ${table}`);

afterEach(async () => {
  await bringBack("attempt_counter");
  await bringBack("webhook_failure");
});

const visitor = () => shop.system();
const credentials = { email: EMAIL, password: PASSWORD, userAgent: "Test/1.0", previousSession: null };
const newcomer = {
  name: "Bea",
  email: "bea@example.com",
  password: "nine grey geese",
  userAgent: "Test/1.0",
};

/** What each door would leave behind when it opens. */
const effects = async () =>
  (
    await stage.rows<{ left: bigint }>(
      `SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM login) + (SELECT count(*) FROM outbox_job)
         + (SELECT count(*) FROM operation) AS left`,
    )
  )[0]?.left;

describe("where the counters cannot be asked", () => {
  test.each([
    { door: "signing in with the right password", open: () => signIn(visitor(), credentials) },
    { door: "signing up", open: () => signUp(visitor(), newcomer) },
    { door: "asking for a new password", open: () => requestPasswordReset(visitor(), { email: EMAIL }) },
    { door: "saving a card", open: () => startMethodSetup(ada, { hasConsent: true }) },
    {
      door: "paying after a decline",
      open: () => startPayment(ada, { orderId: declinedOrderId, saveMethod: false }),
    },
  ])("S51: $door stays closed, and leaves nothing", async ({ open }) => {
    const before = await effects();
    await takeAway("attempt_counter");
    await expect(open()).rejects.toThrow("attempt_counter");
    await bringBack("attempt_counter");
    expect(await effects()).toBe(before);
  });

  test("S51: the doors open again with the counters", async () => {
    expect((await signIn(visitor(), credentials)).ok).toBe(true);
    answered(await startPayment(ada, { orderId: declinedOrderId, saveMethod: false }));
  });
});

test("S51: what may be paused is refused while nobody can say whether it is", async () => {
  await takeAway("webhook_failure");
  await expect(startMethodSetup(ada, { hasConsent: true })).rejects.toThrow("webhook_failure");
});
