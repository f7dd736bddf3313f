import * as fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { gatewayFor } from "@/lib/gateways/registry";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { cancelOrder } from "../orders/cancel-order";
import { applyGatewayResults, type AppliedResult } from "./apply-gateway-results";
import { startPayment } from "./start-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { authenticate, payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const cause = { kind: "gateway_read", by: "janitor" } as const;

/** What the gateway says of a payment now. */
async function look(clientSecret: string): Promise<GatewayPayment> {
  const [id = ""] = clientSecret.split("_secret_");
  return answered(toResult(await gatewayFor("stripe").retrievePayment(id)));
}

function toResult(asked: Awaited<ReturnType<ReturnType<typeof gatewayFor>["retrievePayment"]>>) {
  if (asked.outcome !== "succeeded") throw new Error(`The gateway answered ${asked.outcome}.`);
  return { ok: true, value: asked.value } as const;
}

const apply = (paymentId: string, seen: GatewayPayment): Promise<AppliedResult[]> =>
  applyGatewayResults(shop.system(), [{ paymentId, seen, cause }]);

interface Written {
  readonly payment: unknown;
  readonly order: unknown;
  readonly entries: readonly unknown[];
  readonly grants: number;
  readonly receipts: number;
}

/** Everything that the news of a payment may have written, without ids. */
async function written(paymentId: string): Promise<Written> {
  const [payment] = await stage.rows<{ order_id: string }>(
    "SELECT order_id, state, amount_minor, card_brand, card_last4, captured_at IS NOT NULL AS is_captured, next_check_at FROM payment WHERE id = $1",
    [paymentId],
  );
  const { order_id: orderId, ...rest } = payment ?? { order_id: "" };
  const [order] = await stage.rows('SELECT state, paid_minor FROM "order" WHERE id = $1', [orderId]);
  const entries = await stage.rows(
    `SELECT e.kind, a.code, p.amount_minor FROM journal_entry e
       JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
       JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
       WHERE e.order_id = $1 ORDER BY e.kind, p.position`,
    [orderId],
  );
  const grants = await stage.rows("SELECT id FROM access_grant WHERE order_id = $1", [orderId]);
  const receipts = await stage.rows(
    "SELECT id FROM outbox_job WHERE payload ->> 'kind' = 'payment_receipt' AND payload ->> 'paymentId' = $1",
    [paymentId],
  );
  return { payment: rest, order, entries, grants: grants.length, receipts: receipts.length };
}

const kinds = ({ entries }: Written) => [
  ...new Set(entries.map((entry) => (entry as { kind: string }).kind)),
];

describe("news of a capture", () => {
  test("TST-19: pays the order once, however often it is told", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    const seen = await look(clientSecret);
    expect(await apply(paymentId, seen)).toMatchObject([
      { state: "completed", orderState: "paid", isNew: true },
    ]);
    const first = await written(paymentId);
    expect(await apply(paymentId, seen)).toMatchObject([
      { state: "completed", orderState: "paid", isNew: false },
    ]);
    expect(await written(paymentId)).toEqual(first);
    expect(first).toMatchObject({ order: { state: "paid", paid_minor: 12_000n }, grants: 1, receipts: 1 });
    expect(kinds(first)).toEqual(["invoice_issued", "payment_captured", "revenue_recognized"]);
  });

  test("brings the fee by itself when it becomes known later", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    await apply(paymentId, await look(clientSecret));
    await stage.control("POST", "settle", { balance: false });
    const later = await look(clientSecret);
    expect(later.latestCharge?.fee?.amount.amountMinor).toBeGreaterThan(0n);
    await apply(paymentId, later);
    await apply(paymentId, later);
    expect(kinds(await written(paymentId))).toEqual([
      "gateway_fee",
      "invoice_issued",
      "payment_captured",
      "revenue_recognized",
    ]);
  });

  test("with a fee in the currency that the gateway settles in opens the accounts for it", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    const seen = await look(clientSecret);
    const charge = seen.latestCharge;
    if (charge === null) throw new Error("A captured payment has a charge.");
    const fee = { id: `txn_${newId()}`, amount: money(350n, "EUR") };
    await apply(paymentId, { ...seen, latestCharge: { ...charge, fee } });
    expect((await written(paymentId)).entries).toContainEqual({
      kind: "gateway_fee",
      code: "processing_fees",
      amount_minor: 350n,
    });
  });

  test.each([
    { name: "another amount", captured: money(11_999n, "USD") },
    { name: "another currency", captured: money(12_000n, "JPY") },
  ])("F28, S33: of $name than was asked for is refused whole", async ({ captured }) => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    const before = await written(paymentId);
    await expect(apply(paymentId, { ...(await look(clientSecret)), captured })).rejects.toThrow(
      "was captured with",
    );
    expect(await written(paymentId)).toEqual(before);
  });

  test("by another PaymentIntent that claims to be the payment is refused whole", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    const other = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, other.clientSecret);
    await expect(apply(paymentId, await look(other.clientSecret))).rejects.toThrow("claims to be it");
    expect(await written(paymentId)).toMatchObject({ payment: { state: "pending" } });
    await apply(paymentId, await look(clientSecret));
  });

  test("of an order that was canceled meanwhile is kept as unapplied cash", async () => {
    const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    expect(await apply(paymentId, await look(clientSecret))).toMatchObject([
      { state: "completed", orderState: "canceled" },
    ]);
    const result = await written(paymentId);
    expect(kinds(result)).toEqual(["invoice_issued", "overpayment_received", "reversal"]);
    expect(result).toMatchObject({ grants: 0, receipts: 0 });
  });

  test("is left out of the answer when the payment is another merchant's", async () => {
    const foreign = await aShop();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    const seen = await look(clientSecret);
    expect(await applyGatewayResults(foreign.system(), [{ paymentId, seen, cause }])).toEqual([]);
    expect(await applyGatewayResults(shop.system(), [{ paymentId: newId(), seen, cause }])).toEqual([]);
  });
});

describe("news of a batch", () => {
  test("about two payments of one order pays it once and keeps the rest", async () => {
    const { orderId } = await anOrder(shop, ada);
    const first = answered(await startPayment(ada, { orderId, saveMethod: false }));
    const firstSeen = await look(first.clientSecret);
    await stage.stripe.paymentIntents.cancel(firstSeen.gatewayPaymentId);
    const second = answered(await startPayment(ada, { orderId, saveMethod: false }));
    await payAsBrowser(stage, second.clientSecret);
    const news = [
      { paymentId: second.paymentId, seen: await look(second.clientSecret), cause },
      // The gateway took the first one's money after all: what it holds is never left out.
      {
        paymentId: first.paymentId,
        seen: { ...firstSeen, status: "captured", captured: firstSeen.amount } as const,
        cause,
      },
    ];
    const applied = await applyGatewayResults(shop.system(), news);
    expect(applied).toMatchObject([{ orderState: "paid" }, { orderState: "paid" }]);
    expect(kinds(await written(first.paymentId))).toEqual([
      "invoice_issued",
      "overpayment_received",
      "payment_captured",
      "revenue_recognized",
    ]);
  });

  test("twice about one payment is applied one after the other", async () => {
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    const before = await look(clientSecret);
    await payAsBrowser(stage, clientSecret);
    const after = await look(clientSecret);
    const applied = await applyGatewayResults(
      shop.system(),
      [before, after, after].map((seen) => ({ paymentId, seen, cause })),
    );
    expect(applied.map(({ state, isNew }) => [state, isNew])).toEqual([
      ["pending", false],
      ["completed", true],
      ["completed", false],
    ]);
  });

  test("about many payments of as many orders pays them all", async () => {
    const started = await Promise.all(
      Array.from({ length: 20 }, async () => aStartedPayment(shop, await shop.customer())),
    );
    const news = await Promise.all(
      started.map(async ({ paymentId, clientSecret }) => {
        await payAsBrowser(stage, clientSecret);
        return { paymentId, seen: await look(clientSecret), cause };
      }),
    );
    const applied = await applyGatewayResults(shop.system(), news);
    expect(applied).toHaveLength(20);
    expect(applied.every(({ orderState }) => orderState === "paid")).toBe(true);
  });
});

describe("a payment's whole life", () => {
  /** Everything that the gateway says, from the first look to the fee: declined, challenged, paid. */
  async function lifeAtTheGateway(): Promise<readonly GatewayPayment[]> {
    const { clientSecret } = await aStartedPayment(shop, ada);
    const life = [await look(clientSecret)];
    await payAsBrowser(stage, clientSecret, "chargeDeclinedInsufficientFunds");
    life.push(await look(clientSecret));
    await payAsBrowser(stage, clientSecret, "authenticationRequired");
    life.push(await look(clientSecret));
    await authenticate(stage, clientSecret, "succeeded");
    life.push(await look(clientSecret));
    await stage.control("POST", "settle", { balance: false });
    life.push(await look(clientSecret));
    expect(life.map((seen) => seen.status)).toEqual([
      "requires_payment_method",
      "requires_payment_method",
      "requires_action",
      "captured",
      "captured",
    ]);
    return life;
  }

  /** The same words about another payment. */
  function retold(seen: GatewayPayment, gatewayPaymentId: string): GatewayPayment {
    const { latestCharge: charge } = seen;
    const rename = (id: string) => `${id}_${gatewayPaymentId}`;
    const fee = charge?.fee ? { ...charge.fee, id: rename(charge.fee.id) } : null;
    return { ...seen, gatewayPaymentId, latestCharge: charge && { ...charge, id: rename(charge.id), fee } };
  }

  test("ORD-07, F17: ends the same in whatever order it is told, and however often", async () => {
    const life = await lifeAtTheGateway();
    const tellingOf = async (telling: readonly GatewayPayment[]) => {
      const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
      const [gatewayPaymentId = ""] = clientSecret.split("_secret_");
      for (const seen of telling) await apply(paymentId, retold(seen, gatewayPaymentId));
      return written(paymentId);
    };
    const inOrder = await tellingOf(life);
    expect(kinds(inOrder)).toEqual([
      "gateway_fee",
      "invoice_issued",
      "payment_captured",
      "revenue_recognized",
    ]);
    expect(inOrder).toMatchObject({
      payment: { state: "completed", next_check_at: null },
      grants: 1,
      receipts: 1,
    });
    const extra = fc.array(fc.constantFrom(...life), { maxLength: 3 });
    const telling = extra.chain((more) =>
      fc.shuffledSubarray([...life, ...more], { minLength: life.length + more.length }),
    );
    await fc.assert(
      fc.asyncProperty(telling, async (news) => {
        expect(await tellingOf(news)).toEqual(inOrder);
      }),
      { numRuns: 25 },
    );
  });

  test("ORD-07: ends the same when all of it is told at once", async () => {
    const life = await lifeAtTheGateway();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    const [gatewayPaymentId = ""] = clientSecret.split("_secret_");
    await Promise.all([...life, ...life].map((seen) => apply(paymentId, retold(seen, gatewayPaymentId))));
    const end = await written(paymentId);
    expect(end).toMatchObject({
      payment: { state: "completed" },
      order: { state: "paid", paid_minor: 12_000n },
      grants: 1,
      receipts: 1,
    });
    expect(kinds(end)).toEqual(["gateway_fee", "invoice_issued", "payment_captured", "revenue_recognized"]);
  });
});

describe("a declined attempt", () => {
  test("is recorded once, with the bank's reason, and told to the buyer once", async () => {
    const { paymentId, orderId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "chargeDeclinedInsufficientFunds");
    const first = await look(clientSecret);
    await apply(paymentId, first);
    await apply(paymentId, first);
    await payAsBrowser(stage, clientSecret, "chargeDeclinedExpiredCard");
    await apply(paymentId, await look(clientSecret));
    expect(
      await stage.rows(
        "SELECT outcome, failure_code, decline_code, card_last4 FROM payment_attempt WHERE payment_id = $1 ORDER BY occurred_at, id",
        [paymentId],
      ),
    ).toMatchObject([
      { outcome: "declined", failure_code: "card_declined", decline_code: "insufficient_funds" },
      { outcome: "declined", failure_code: "expired_card" },
    ]);
    expect(
      await stage.rows(
        "SELECT payload FROM outbox_job WHERE payload ->> 'kind' = 'payment_failed' AND payload ->> 'paymentId' = $1",
        [paymentId],
      ),
    ).toHaveLength(2);
    expect(
      await stage.rows("SELECT id FROM order_event WHERE order_id = $1 AND kind = 'payment_declined'", [
        orderId,
      ]),
    ).toHaveLength(2);
    expect(
      await stage.rows("SELECT state, decline_code, failure_code FROM payment WHERE id = $1", [paymentId]),
    ).toMatchObject([{ state: "failed", failure_code: "expired_card" }]);
  });
});
