import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { expireCheckouts } from "@/lib/jobs/handlers/expire-checkouts";
import { voidPayment as voidPaymentJob } from "@/lib/jobs/handlers/void-payment";
import { newId, publicId } from "@/lib/platform/ids";
import { anOrder } from "@/test/builders/orders";
import { aLot, lotsOf, statementOf } from "@/test/builders/credit";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { authenticate, payAsBrowser } from "@/test/support/pay-as-browser";
import { doJob, WAITING_JOBS, type WaitingJob } from "@/test/support/waiting-jobs";
import type { ServiceContext } from "../context";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { cancelOrder } from "../orders/cancel-order";
import { topUpWallet } from "../wallets/top-up-wallet";
import { applyGatewayResults, type GatewayResult } from "./apply-gateway-results";
import { payWithCredit } from "./pay-with-credit";
import { refreshPayment } from "./refresh-payment";
import { resolveUnknownPayment } from "./resolve-unknown-payment";
import { startPayment } from "./start-payment";
import { recordedGateway } from "../gateway-calls/recorded-gateway";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

type Buyer = ServiceContext<CustomerActor>;

/** A buyer whom the gateway knows, with credit and a course of 120.00 to pay. */
async function aBuyer(creditMinor = 3_000n): Promise<{ buyer: Buyer; orderId: string; lotId: string }> {
  const buyer = await shop.customer();
  answered(await ensureGatewayCustomer(buyer, buyer.actor.customerId));
  const lotId = await aLot(shop, buyer.actor.customerId, creditMinor);
  const { orderId } = await anOrder(shop, buyer);
  return { buyer, orderId, lotId };
}

const wish = (amountMinor: bigint, lotIds: readonly string[] | null = null) => ({ amountMinor, lotIds });

const start = (buyer: Buyer, orderId: string, amountMinor: bigint, lotIds: readonly string[] | null = null) =>
  startPayment(buyer, { orderId, saveMethod: false, credit: wish(amountMinor, lotIds) });

const paymentsOf = (orderId: string) =>
  stage.rows<{ id: string; tender: string; state: string; amount_minor: bigint }>(
    "SELECT id, tender, state, amount_minor FROM payment WHERE order_id = $1 ORDER BY id",
    [orderId],
  );

const holdsOf = (orderId: string) =>
  stage.rows<{ state: string; amount_minor: bigint; released_reason: string | null }>(
    "SELECT state, amount_minor, released_reason FROM wallet_hold WHERE order_id = $1 ORDER BY id",
    [orderId],
  );

const orderOf = async (orderId: string) =>
  (
    await stage.rows<{ state: string; paid_minor: bigint }>(
      'SELECT state, paid_minor FROM "order" WHERE id = $1',
      [orderId],
    )
  )[0];

const eventsOf = async (orderId: string) =>
  (
    await stage.rows<{ kind: string }>(
      "SELECT kind FROM order_event WHERE order_id = $1 AND kind ~ '^(payment|credit|order_paid)' ORDER BY recorded_at, id",
      [orderId],
    )
  ).map(({ kind }) => kind);

async function intentsOf(orderId: string) {
  const found = await stage.stripe.paymentIntents.list({ limit: 100 });
  return found.data.filter((intent) => intent.metadata["order_id"] === publicId("order", orderId));
}

/** The worker's turn: what waits for the order is done. */
async function work(): Promise<void> {
  for (const job of await stage.rows<WaitingJob>(WAITING_JOBS)) {
    await doJob(job);
    await stage.rows("UPDATE outbox_job SET relayed_at = now() WHERE id = $1", [job.id]);
  }
}

const held = (amount: bigint) => ({ remaining: 3_000n, held: amount });

describe("paying with credit and a card", () => {
  test("CHK-18, WAL-18: takes the card's part from the card and the rest from credit, equal to the total", async () => {
    const { buyer, orderId, lotId } = await aBuyer();
    const started = answered(await start(buyer, orderId, 2_501n));
    expect(started.amount).toEqual(money(9_499n, "USD"));
    expect((await intentsOf(orderId)).map(({ amount }) => amount)).toEqual([9_499]);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(2_501n)]);

    await payAsBrowser(stage, started.clientSecret);
    answered(await refreshPayment(buyer, { paymentId: started.paymentId }));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
    expect(await paymentsOf(orderId)).toMatchObject([
      { id: started.paymentId, tender: "card", state: "completed", amount_minor: 9_499n },
      { tender: "wallet", state: "completed", amount_minor: 2_501n },
    ]);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 499n, held: 0n }]);
    expect(await statementOf(buyer.actor.customerId)).toEqual([
      "granted 3000 (0 held) → 3000",
      "held 0 (2501 held) → 3000",
      "captured -2501 (-2501 held) → 499",
    ]);
    expect(
      await stage.rows(
        `SELECT e.kind, a.code, p.amount_minor FROM journal_entry e JOIN posting p ON p.entry_id = e.id
           JOIN ledger_account a ON a.id = p.account_id WHERE e.order_id = $1 AND e.kind = 'wallet_spent' ORDER BY p.position`,
        [orderId],
      ),
    ).toEqual([
      { kind: "wallet_spent", code: `wallet:${buyer.actor.customerId}`, amount_minor: 2_501n },
      { kind: "wallet_spent", code: `accounts_receivable:${buyer.actor.customerId}`, amount_minor: -2_501n },
    ]);
    expect(await eventsOf(orderId)).toEqual([
      "payment_started",
      "credit_held",
      "payment_completed",
      "credit_spent",
      "order_paid",
    ]);
    expect(
      await stage.rows("SELECT lot_id FROM wallet_movement WHERE order_id = $1 AND kind = 'captured'", [
        orderId,
      ]),
    ).toEqual([{ lot_id: lotId }]);
  });

  test("WAL-08: spends the lots that were picked, and no others", async () => {
    const { buyer, orderId, lotId: first } = await aBuyer();
    const second = await aLot(shop, buyer.actor.customerId, 4_000n);
    const started = answered(await start(buyer, orderId, 3_500n, [second]));
    await payAsBrowser(stage, started.clientSecret);
    answered(await refreshPayment(buyer, { paymentId: started.paymentId }));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([
      { remaining: 3_000n, held: 0n },
      { remaining: 500n, held: 0n },
    ]);
    expect(first).not.toBe(second);
  });

  test("refuses lots of somebody else, and more than the picked ones hold", async () => {
    const { buyer, orderId, lotId } = await aBuyer();
    const other = await aBuyer();
    expect(refused(await start(buyer, orderId, 1_000n, [other.lotId]))).toMatchObject({
      code: "insufficient_wallet_balance",
      available: money(0n, "USD"),
    });
    expect(refused(await start(buyer, orderId, 3_001n, [lotId]))).toMatchObject({
      available: money(3_000n, "USD"),
    });
    expect(await paymentsOf(orderId)).toEqual([]);
    expect(await holdsOf(orderId)).toEqual([]);
  });

  test("WAL-11: refuses credit that may not pay for what is in the order", async () => {
    const { buyer, orderId } = await aBuyer();
    const customerId = buyer.actor.customerId;
    const restricted = await aLot(shop, customerId, 9_000n, {
      restrictions: { productKinds: ["site_placement"] },
    });
    expect(refused(await start(buyer, orderId, 9_000n, [restricted]))).toMatchObject({
      code: "insufficient_wallet_balance",
      available: money(0n, "USD"),
    });
  });

  test.each([
    ["no credit at all", 0n, { kind: "rejected", code: "amount_must_be_positive" }],
    [
      "so much that a card could not pay the rest",
      11_990n,
      { kind: "rejected", code: "card_part_too_small" },
    ],
    ["so much that nothing is left for a card", 12_000n, { kind: "conflict", code: "credit_covers_all" }],
  ] as const)("refuses %s", async (_title, amountMinor, refusal) => {
    const { buyer, orderId } = await aBuyer(20_000n);
    expect(refused(await start(buyer, orderId, amountMinor))).toEqual(refusal);
    expect(await paymentsOf(orderId)).toEqual([]);
  });

  test("F26: pressed twice at once, begins one payment and holds the credit once", async () => {
    const { buyer, orderId } = await aBuyer();
    const [one, two] = await Promise.all([start(buyer, orderId, 3_000n), start(buyer, orderId, 3_000n)]);
    expect(answered(one)).toEqual(answered(two));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
    expect(await intentsOf(orderId)).toHaveLength(1);
  });

  test("two checkouts cannot use the same credit: the second is told what is left", async () => {
    const { buyer, orderId } = await aBuyer();
    const other = await anOrder(shop, buyer);
    answered(await start(buyer, orderId, 2_000n));
    expect(refused(await start(buyer, other.orderId, 2_000n))).toMatchObject({
      code: "insufficient_wallet_balance",
      available: money(1_000n, "USD"),
    });
    expect(await paymentsOf(other.orderId)).toEqual([]);
  });

  test("two checkouts that want the same credit at the same moment: one gets it", async () => {
    const { buyer, orderId } = await aBuyer();
    const other = await anOrder(shop, buyer);
    const both = await Promise.all([start(buyer, orderId, 2_000n), start(buyer, other.orderId, 2_000n)]);
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(2_000n)]);
  });
});

describe("another wish while a payment is open", () => {
  test("gives the open payment up at the gateway, its credit back, and begins one over the new amounts", async () => {
    const { buyer, orderId } = await aBuyer();
    answered(await start(buyer, orderId, 3_000n));
    const second = answered(await start(buyer, orderId, 1_000n));
    expect(second.amount).toEqual(money(11_000n, "USD"));
    expect(await holdsOf(orderId)).toMatchObject([
      { state: "released", released_reason: "payment_canceled" },
      { state: "active", amount_minor: 1_000n },
    ]);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(1_000n)]);
    const third = answered(await startPayment(buyer, { orderId, saveMethod: false }));
    expect(third.amount).toEqual(money(12_000n, "USD"));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    const open = (await intentsOf(orderId)).filter(({ status }) => status !== "canceled");
    expect(open.map(({ amount }) => amount)).toEqual([12_000]);
  });

  test("the same amount from other lots is another wish", async () => {
    const { buyer, orderId } = await aBuyer();
    const second = await aLot(shop, buyer.actor.customerId, 3_000n);
    const first = answered(await start(buyer, orderId, 3_000n));
    expect(answered(await start(buyer, orderId, 3_000n, [second])).paymentId).not.toBe(first.paymentId);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n), held(3_000n)]);
  });

  test("is refused when the money is already on its way", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret } = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, clientSecret);
    expect(refused(await start(buyer, orderId, 1_000n))).toEqual({
      kind: "conflict",
      code: "payment_already_completed",
    });
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
  });

  test("is refused while the gateway cannot be reached, and the credit stays held", async () => {
    const { buyer, orderId } = await aBuyer();
    answered(await start(buyer, orderId, 3_000n));
    await stage.wire.cut();
    expect(refused(await start(buyer, orderId, 1_000n))).toMatchObject({ kind: "unavailable" });
    await stage.wire.mend();
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
  });
});

describe("the news of a top-up and of a payment beside credit, of one customer in one batch", () => {
  test("WAL-14: leave a statement whose balances run on", async () => {
    const { buyer, orderId } = await aBuyer();
    const mixed = answered(await start(buyer, orderId, 1_000n));
    const topUp = await topUpWallet(buyer, { topUpKey: newId(), amount: money(5_000n, "USD") });
    const ordered = answered(topUp).orderId;
    const bought = answered(await startPayment(buyer, { orderId: ordered, saveMethod: false }));
    const results: GatewayResult[] = [];
    for (const { clientSecret, paymentId } of [mixed, bought]) {
      await payAsBrowser(stage, clientSecret);
      const [id = ""] = clientSecret.split("_secret_");
      const asked = await recordedGateway(buyer, "stripe").retrievePayment(id);
      if (asked.outcome !== "succeeded") throw new Error(asked.outcome);
      results.push({ paymentId, seen: asked.value, cause: { kind: "gateway_read", by: "janitor" } });
    }
    await applyGatewayResults(shop.system(), results);
    expect(await statementOf(buyer.actor.customerId)).toEqual([
      "granted 3000 (0 held) → 3000",
      "held 0 (1000 held) → 3000",
      "granted 5000 (0 held) → 8000",
      "captured -1000 (-1000 held) → 7000",
    ]);
  });
});

describe("WAL-15, F24: a card part that does not come", () => {
  test("declined: the payment is given up, the credit is back, and the next press begins anew", async () => {
    const { buyer, orderId } = await aBuyer();
    const first = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, first.clientSecret, "chargeDeclined");
    answered(await refreshPayment(buyer, { paymentId: first.paymentId }));
    // The gateway could still take money through it: until it is given up there, nobody else may have the credit.
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
    await work();
    expect(await holdsOf(orderId)).toMatchObject([
      { state: "released", released_reason: "payment_canceled" },
    ]);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["canceled"]);
    expect(await eventsOf(orderId)).toEqual([
      "payment_started",
      "credit_held",
      "payment_declined",
      "payment_canceled",
      "credit_released",
    ]);
    const second = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, second.clientSecret);
    answered(await refreshPayment(buyer, { paymentId: second.paymentId }));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
  });

  test("declined, and pressed again before the worker came: a new payment, not the one that is given up", async () => {
    const { buyer, orderId } = await aBuyer();
    const first = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, first.clientSecret, "chargeDeclined");
    answered(await refreshPayment(buyer, { paymentId: first.paymentId }));
    const second = answered(await start(buyer, orderId, 3_000n));
    expect(second.paymentId).not.toBe(first.paymentId);
    await work();
    await payAsBrowser(stage, second.clientSecret);
    answered(await refreshPayment(buyer, { paymentId: second.paymentId }));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
    expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 0n, held: 0n }]);
  });

  test("3-D Secure passed: both parts count", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret, paymentId } = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, clientSecret, "authenticationRequired");
    answered(await refreshPayment(buyer, { paymentId }));
    // Going on with it is the same payment.
    expect(answered(await start(buyer, orderId, 3_000n)).paymentId).toBe(paymentId);
    await authenticate(stage, clientSecret, "succeeded");
    answered(await refreshPayment(buyer, { paymentId }));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
  });

  test("3-D Secure failed: given up, and the credit is back", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret, paymentId } = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, clientSecret, "authenticationRequired");
    await authenticate(stage, clientSecret, "failed");
    answered(await refreshPayment(buyer, { paymentId }));
    await work();
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
  });

  test("3-D Secure left: the checkout expires, which gives the payment up and the credit back", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret } = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, clientSecret, "authenticationRequired");
    const soon = new Date(Date.now() + 29 * 60_000);
    await expireCheckouts(soon);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
    await expireCheckouts(new Date(Date.now() + 31 * 60_000));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    expect(await paymentsOf(orderId)).toMatchObject([{ state: "canceled" }]);
    // The bank's window, answered too late, takes nothing.
    await authenticate(stage, clientSecret, "succeeded").catch(() => undefined);
    expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["canceled"]);
  });

  test("expired while the gateway is away: held until it can be given up", async () => {
    const { buyer, orderId } = await aBuyer();
    answered(await start(buyer, orderId, 3_000n));
    await stage.wire.cut();
    await expireCheckouts(new Date(Date.now() + 31 * 60_000));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
    await stage.wire.mend();
    await expireCheckouts(new Date(Date.now() + 40 * 60_000));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    expect(await holdsOf(orderId)).toMatchObject([{ state: "released" }]);
  });

  test("expired after the card paid: both parts count, whoever hears of it first", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret } = answered(await start(buyer, orderId, 3_000n));
    await payAsBrowser(stage, clientSecret);
    await expireCheckouts(new Date(Date.now() + 31 * 60_000));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
    expect(await holdsOf(orderId)).toMatchObject([{ state: "captured" }]);
  });

  test("order canceled: the credit is back once the payment is void, not before", async () => {
    const { buyer, orderId } = await aBuyer();
    answered(await start(buyer, orderId, 3_000n));
    answered(await cancelOrder(buyer, { orderId, reason: "Changed my mind" }));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
    await work();
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
  });

  test("order canceled while the card paid: the card's money is kept visible, the credit goes back", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret } = answered(await start(buyer, orderId, 3_000n));
    answered(await cancelOrder(buyer, { orderId, reason: "Changed my mind" }));
    await payAsBrowser(stage, clientSecret);
    await work();
    expect(await holdsOf(orderId)).toMatchObject([{ state: "released", released_reason: "order_not_due" }]);
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    expect(
      await stage.rows(
        "SELECT kind FROM journal_entry WHERE order_id = $1 AND kind = 'overpayment_received'",
        [orderId],
      ),
    ).toHaveLength(1);
  });

  test("outcome unknown: held while nobody knows, back once the gateway has never heard of it", async () => {
    const { buyer, orderId } = await aBuyer();
    stage.wire.become("loses_requests");
    const lost = refused(await start(buyer, orderId, 3_000n));
    expect(lost.kind).toBe("outcome_unknown");
    await stage.wire.reset();
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(3_000n)]);
    const [payment] = await paymentsOf(orderId);
    await stage.rows("UPDATE operation SET lease_until = now() WHERE order_id = $1", [orderId]);
    answered(await resolveUnknownPayment(shop.system(), { paymentId: payment?.id ?? "" }));
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    expect(await eventsOf(orderId)).toEqual([
      "payment_started",
      "credit_held",
      "payment_unknown",
      "payment_canceled",
      "credit_released",
    ]);
  });

  test("outcome unknown, and it was made after all: found, gone on with, paid", async () => {
    const { buyer, orderId } = await aBuyer();
    stage.wire.become("loses_replies");
    expect(refused(await start(buyer, orderId, 3_000n)).kind).toBe("outcome_unknown");
    await stage.wire.reset();
    const again = answered(await start(buyer, orderId, 3_000n));
    expect(await intentsOf(orderId)).toHaveLength(1);
    await payAsBrowser(stage, again.clientSecret);
    answered(await refreshPayment(buyer, { paymentId: again.paymentId }));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
  });

  test("CHK-20: captured after its credit was given back: the card's part counts, the exact remainder stays due", async () => {
    const { buyer, orderId } = await aBuyer();
    const { clientSecret, paymentId } = answered(await start(buyer, orderId, 2_999n));
    const [intent = ""] = clientSecret.split("_secret_");
    const read = await recordedGateway(buyer, "stripe", { orderId, paymentId }).retrievePayment(intent);
    if (read.outcome !== "succeeded") throw new Error("It could not be read.");
    await voidPaymentJob(
      { paymentId },
      { merchantId: shop.merchantId, traceId: buyer.traceId, attempt: 1, isLastAttempt: false },
    );
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    const late = { ...read.value, status: "captured", captured: read.value.amount } as const;
    await applyGatewayResults(shop.system(), [
      { paymentId, seen: late, cause: { kind: "gateway_read", by: "janitor" } },
    ]);
    expect(await orderOf(orderId)).toEqual({ state: "payment_pending", paid_minor: 9_001n });
    expect(await lotsOf(buyer.actor.customerId)).toEqual([held(0n)]);
    expect(
      await stage.rows("SELECT amount_minor - paid_minor AS due FROM installment WHERE order_id = $1", [
        orderId,
      ]),
    ).toEqual([{ due: 2_999n }]);
    answered(await payWithCredit(buyer, { orderId, credit: wish(2_999n) }));
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
  });
});

describe("CHK-19: credit that covers all", () => {
  test("settles the order at once, without a PaymentIntent", async () => {
    const { buyer, orderId } = await aBuyer(20_000n);
    const requestsBefore = stage.wire.requests.length;
    const { paymentId } = answered(await payWithCredit(buyer, { orderId, credit: wish(12_000n) }));
    expect(stage.wire.requests).toHaveLength(requestsBefore);
    expect(await intentsOf(orderId)).toEqual([]);
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
    expect(await paymentsOf(orderId)).toEqual([
      { id: paymentId, tender: "wallet", state: "completed", amount_minor: 12_000n },
    ]);
    expect(await eventsOf(orderId)).toEqual(["credit_spent", "order_paid"]);
    expect(
      await stage.rows("SELECT 1 FROM access_grant WHERE order_id = $1 AND revoked_at IS NULL", [orderId]),
    ).toHaveLength(1);
    expect(
      await stage.rows("SELECT event_type, outcome, amount_minor FROM audit_event WHERE payment_id = $1", [
        paymentId,
      ]),
    ).toEqual([{ event_type: "payment.completed", outcome: "succeeded", amount_minor: 12_000n }]);
  });

  test("works while the gateway is away", async () => {
    const { buyer, orderId } = await aBuyer(20_000n);
    await stage.wire.cut();
    answered(await payWithCredit(buyer, { orderId, credit: wish(12_000n) }));
    await stage.wire.mend();
    expect(await orderOf(orderId)).toMatchObject({ state: "paid" });
  });

  test("pressed eight times at once, spends once", async () => {
    const { buyer, orderId } = await aBuyer(90_000n);
    const all = await Promise.all(
      Array.from({ length: 8 }, () => payWithCredit(buyer, { orderId, credit: wish(12_000n) })),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    for (const one of all.filter((other) => !other.ok))
      expect(refused(one)).toEqual({ kind: "conflict", code: "order_already_paid" });
    expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 78_000n, held: 0n }]);
  });

  test("gives an open card payment up first, so that nobody can pay both", async () => {
    const { buyer, orderId } = await aBuyer(20_000n);
    answered(await start(buyer, orderId, 3_000n));
    answered(await payWithCredit(buyer, { orderId, credit: wish(12_000n) }));
    expect((await intentsOf(orderId)).map(({ status }) => status)).toEqual(["canceled"]);
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid_minor: 12_000n });
    expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 8_000n, held: 0n }]);
  });

  test("is refused when the card has paid meanwhile", async () => {
    const { buyer, orderId } = await aBuyer(20_000n);
    const { clientSecret } = answered(await startPayment(buyer, { orderId, saveMethod: false }));
    await payAsBrowser(stage, clientSecret);
    expect(refused(await payWithCredit(buyer, { orderId, credit: wish(12_000n) }))).toEqual({
      kind: "conflict",
      code: "payment_already_completed",
    });
    expect(await lotsOf(buyer.actor.customerId)).toEqual([{ remaining: 20_000n, held: 0n }]);
  });

  test("is refused where it does not cover what is due, or is not there, or for another's order", async () => {
    const { buyer, orderId } = await aBuyer(5_000n);
    expect(refused(await payWithCredit(buyer, { orderId, credit: wish(5_000n) }))).toEqual({
      kind: "rejected",
      code: "credit_does_not_cover",
    });
    expect(refused(await payWithCredit(buyer, { orderId, credit: wish(12_000n) }))).toMatchObject({
      code: "insufficient_wallet_balance",
      available: money(5_000n, "USD"),
    });
    const stranger = await aBuyer(20_000n);
    expect(refused(await payWithCredit(stranger.buyer, { orderId, credit: wish(12_000n) }))).toMatchObject({
      code: "order_not_found",
    });
    expect(
      refused(await payWithCredit(shop.staff("finance_admin"), { orderId, credit: wish(12_000n) })),
    ).toMatchObject({ permission: "payment.start" });
    expect(await orderOf(orderId)).toEqual({ state: "payment_pending", paid_minor: 0n });
  });
});
