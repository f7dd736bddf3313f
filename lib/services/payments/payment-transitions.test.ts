import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import { mayBecome, PAYMENT_STATES, type PaymentState } from "@/lib/domain/payments/payment-state";
import type { ServiceContext } from "../context";
import { applyGatewayResults } from "./apply-gateway-results";
import { aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const AMOUNT = money(12_000n, "USD");
const DECLINE = {
  failureCode: "card_declined",
  declineCode: "generic_decline",
  message: "Your card was declined.",
};

/** What the gateway says for each state that its word can bring. Unknown is brought by silence, refunded by refunds. */
const WORDS: Readonly<Partial<Record<PaymentState, Partial<GatewayPayment>>>> = {
  pending: { status: "requires_payment_method" },
  requires_action: { status: "requires_action" },
  processing: { status: "processing" },
  completed: { status: "captured", captured: AMOUNT },
  failed: { status: "requires_payment_method", lastDecline: DECLINE },
  canceled: { status: "canceled" },
};

const BEGINNINGS = [
  "pending",
  "requires_action",
  "processing",
  "outcome_unknown",
  "failed",
  "completed",
  "canceled",
] as const;
const CASES = BEGINNINGS.flatMap((from) =>
  PAYMENT_STATES.flatMap((to) => {
    const word = WORDS[to];
    return word === undefined || from === to
      ? []
      : [{ from, to, word, end: mayBecome(from, to) ? to : from }];
  }),
);

const seen = (gatewayPaymentId: string, changes: Partial<GatewayPayment>): GatewayPayment => ({
  gatewayPaymentId,
  paymentId: null,
  merchantId: null,
  gatewayCustomerId: null,
  isLive: false,
  status: "requires_payment_method",
  amount: AMOUNT,
  captured: money(0n, "USD"),
  clientSecret: "never stored",
  lastDecline: null,
  latestCharge: null,
  keepsMethod: false,
  savedMethodId: null,
  ...changes,
});

describe("a payment's steps, as they are stored", () => {
  test.each(CASES)("told $to, a payment that is $from is $end", async ({ from, word, end }) => {
    const { paymentId, orderId, clientSecret } = await aStartedPayment(shop, ada);
    const apply = (changes: Partial<GatewayPayment>) =>
      applyGatewayResults(shop.system(), [
        {
          paymentId,
          seen: seen(clientSecret.split("_secret_")[0] ?? "", changes),
          cause: { kind: "gateway_read", by: "janitor" },
        },
      ]);
    const beginning = WORDS[from];
    if (beginning === undefined)
      await stage.rows("UPDATE payment SET state = $2::payment_state WHERE id = $1", [paymentId, from]);
    else await apply(beginning);
    await apply(word);
    expect(
      await stage.rows("SELECT state, next_check_at IS NULL AS is_at_rest FROM payment WHERE id = $1", [
        paymentId,
      ]),
    ).toEqual([{ state: end, is_at_rest: end === "completed" || end === "canceled" }]);
    expect(await stage.rows('SELECT state FROM "order" WHERE id = $1', [orderId])).toEqual([
      { state: end === "completed" ? "paid" : "payment_pending" },
    ]);
  });
});
