import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InvariantViolation } from "../invariant";
import { money } from "../money/money";
import type { Installment, Order, OrderLine } from "../orders/order";
import { ORDER_STATES, type OrderState } from "../orders/order-state";
import { ON_APPROVAL } from "../terms/due-rule";
import { decidePaymentNews, type PaymentDecision } from "./decide-payment-news";
import type { PaymentSituation } from "./payment-situation";
import type { GatewayCharge, GatewayPayment } from "./gateway-outcome";
import type { Payment } from "./payment";
import { PAYMENT_STATES, type PaymentState } from "./payment-state";

const NOW = new Date("2026-11-20T12:00:05Z");
const CHARGED_AT = new Date("2026-11-20T12:00:00Z");
const AMOUNT = money(12_000n, "USD");
const VISA = { brand: "visa", last4: "4242", funding: "credit" };
const DECLINE = { failureCode: "card_declined", declineCode: "insufficient_funds", message: "No funds." };

const order = (changes: Partial<Order> = {}): Order => ({
  merchantId: "merchant-1",
  id: "order-1",
  number: 1n,
  customerId: "customer-1",
  state: "payment_pending",
  currency: "USD",
  feeMinor: 0n,
  taxMinor: 0n,
  taxIncludedMinor: 0n,
  isTaxed: false,
  totalMinor: 12_000n,
  creditedMinor: 0n,
  paidMinor: 0n,
  refundedMinor: 0n,
  workflow: { approval: "none" },
  terms: { kind: "standard" },
  isReleased: false,
  version: 3,
  ...changes,
});

const installment = (changes: Partial<Installment> = {}): Installment => ({
  merchantId: "merchant-1",
  id: "installment-1",
  orderId: "order-1",
  position: 1,
  state: "due",
  currency: "USD",
  amountMinor: 12_000n,
  taxMinor: 0n,
  paidMinor: 0n,
  creditedMinor: 0n,
  withdrawnMinor: 0n,
  purpose: "full",
  due: ON_APPROVAL,
  dueOn: "2026-11-20",
  collection: "none",
  chargeCount: 0,
  agendaStep: 2,
  retryAt: null,
  answerBy: null,
  ...changes,
});

const payment = (changes: Partial<Payment> = {}): Payment => ({
  merchantId: "merchant-1",
  id: "payment-1",
  orderId: "order-1",
  installmentId: "installment-1",
  customerId: "customer-1",
  purpose: "full",
  gateway: "stripe",
  state: "pending",
  currency: "USD",
  amountMinor: 12_000n,
  credit: null,
  gatewayPaymentId: "pi_1",
  saveMethod: false,
  createdAt: new Date("2026-11-20T11:59:00Z"),
  traceId: "0".repeat(32),
  ...changes,
});

const line = (kind: OrderLine["kind"], changes: Partial<OrderLine> = {}): OrderLine => ({
  id: `line-${kind}`,
  orderId: "order-1",
  productId: "product-1",
  kind,
  description: kind === "course" ? "A course" : "A placement",
  amountMinor: kind === "course" ? 2_000n : 10_000n,
  taxAddedMinor: 0n,
  taxIncludedMinor: 0n,
  ...changes,
});

const LINES = [line("site_placement"), line("course")];

const situation = (changes: Partial<PaymentSituation> = {}): PaymentSituation => ({
  order: order(),
  installment: installment(),
  installments: [changes.installment ?? installment()],
  payment: payment(),
  hold: null,
  lines: LINES,
  knownAttempts: [],
  gatewayCustomerId: "cus_1",
  ...changes,
});

const inState = (state: PaymentState) => situation({ payment: payment({ state }) });

const charge = (changes: Partial<GatewayCharge> = {}): GatewayCharge => ({
  id: "ch_1",
  outcome: "succeeded",
  amount: AMOUNT,
  card: VISA,
  decline: null,
  occurredAt: CHARGED_AT,
  fee: { id: "txn_1", amount: money(378n, "USD") },
  ...changes,
});

const seen = (status: GatewayPayment["status"], changes: Partial<GatewayPayment> = {}): GatewayPayment => ({
  gatewayPaymentId: "pi_1",
  paymentId: "payment-1",
  merchantId: "merchant-1",
  gatewayCustomerId: "cus_1",
  isLive: false,
  status,
  amount: AMOUNT,
  captured: status === "captured" ? AMOUNT : money(0n, "USD"),
  clientSecret: "pi_1_secret_x",
  lastDecline: null,
  latestCharge: status === "captured" ? charge() : null,
  keepsMethod: false,
  savedMethodId: null,
  ...changes,
});

const declined = () =>
  seen("requires_payment_method", {
    lastDecline: DECLINE,
    latestCharge: charge({ outcome: "failed", decline: DECLINE, fee: null }),
  });

const NEWS = [
  { word: "requires_payment_method", state: "pending", given: seen("requires_payment_method") },
  { word: "requires_payment_method after a decline", state: "failed", given: declined() },
  {
    word: "requires_payment_method because the bank wants to hear from its customer",
    state: "requires_action",
    given: seen("requires_payment_method", {
      lastDecline: {
        failureCode: "authentication_required",
        declineCode: "authentication_required",
        message: "",
      },
    }),
  },
  { word: "requires_action", state: "requires_action", given: seen("requires_action") },
  { word: "processing", state: "processing", given: seen("processing") },
  { word: "authorized", state: "processing", given: seen("authorized") },
  { word: "captured", state: "completed", given: seen("captured") },
  { word: "canceled", state: "canceled", given: seen("canceled") },
] as const satisfies readonly { word: string; state: PaymentState; given: GatewayPayment }[];

/** What is at its end stays there; only money that arrived all the same leads out of canceled. */
function expectedState(from: PaymentState, news: PaymentState): PaymentState {
  if (from === "completed" || from === "refunded" || from === "bounced") return from;
  return from === "canceled" && news !== "completed" ? from : news;
}

const kindsOf = (decision: PaymentDecision) => decision.entries.map((entry) => entry.kind);
const eventsOf = (decision: PaymentDecision) => decision.events.map((event) => event.kind);

/** The situation after a decision was written. */
function afterwards(before: PaymentSituation, decision: PaymentDecision): PaymentSituation {
  const { allocation } = decision;
  return {
    ...before,
    payment: { ...before.payment, state: decision.change.state },
    knownAttempts: [
      ...before.knownAttempts,
      ...(decision.attempt === null ? [] : [decision.attempt.externalId]),
    ],
    order:
      allocation === null
        ? before.order
        : { ...before.order, state: allocation.orderState, paidMinor: allocation.orderPaidMinor },
    installment:
      allocation === null
        ? before.installment
        : { ...before.installment, paidMinor: allocation.shares[0]?.paidMinor ?? 0n },
  };
}

describe("what each word of the gateway does to each state", () => {
  const table = PAYMENT_STATES.flatMap((from) =>
    NEWS.map(({ word, state, given }) => ({ from, word, given, to: expectedState(from, state) })),
  );

  test.each(table)("$from, on $word, is $to", ({ from, given, to }) => {
    const decision = decidePaymentNews(inState(from), given, NOW);
    expect(decision.change.state).toBe(to);
    expect(decision.isStateNew).toBe(from !== to);
  });

  test.each(table.filter(({ from, to }) => from === to))(
    "$from, on $word, moves no money",
    ({ from, given }) => {
      const decision = decidePaymentNews({ ...inState(from), knownAttempts: ["ch_1"] }, given, NOW);
      expect(decision.allocation).toBeNull();
      expect(kindsOf(decision).filter((kind) => kind !== "gateway_fee")).toEqual([]);
      expect(decision).toMatchObject({
        grantLines: [],
        events: [],
        isReceiptDue: false,
        isDeclineNew: false,
      });
    },
  );
});

describe("a capture", () => {
  test("pays the installment and the order, earns the course, and is due a receipt", () => {
    const decision = decidePaymentNews(situation(), seen("captured"), NOW);
    expect(decision.allocation).toEqual({
      shares: [{ installmentId: "installment-1", addedMinor: 12_000n, paidMinor: 12_000n }],
      orderPaidMinor: 12_000n,
      orderState: "paid",
      isPayableNow: false,
      isReleasedNow: true,
    });
    expect(kindsOf(decision)).toEqual(["payment_captured", "revenue_recognized", "gateway_fee"]);
    expect(decision.grantLines).toEqual([line("course")]);
    expect(eventsOf(decision)).toEqual(["payment_completed", "order_paid", "access_granted"]);
    expect(decision).toMatchObject({ isReceiptDue: true, isDeclineNew: false });
    expect(decision.change).toMatchObject({
      gatewayChargeId: "ch_1",
      card: VISA,
      decline: null,
      capturedAt: CHARGED_AT,
    });
    expect(decision.attempt).toMatchObject({ externalId: "ch_1", outcome: "succeeded" });
  });

  test("posts the captured amount, the course's price and the fee, each of them balanced", () => {
    const { entries } = decidePaymentNews(situation(), seen("captured"), NOW);
    expect(
      entries.map(({ postings }) =>
        postings.map(({ account, amount }) => `${account} ${amount.amountMinor}`),
      ),
    ).toEqual([
      ["gateway_clearing:stripe 12000", "accounts_receivable:customer-1 -12000"],
      ["deferred_revenue 2000", "revenue -2000"],
      ["processing_fees 378", "gateway_clearing:stripe -378"],
    ]);
    expect(entries.every(({ occurredAt }) => occurredAt === CHARGED_AT)).toBe(true);
  });

  test("writes who paid with what onto the timeline", () => {
    const { events } = decidePaymentNews(situation(), seen("captured"), NOW);
    expect(events[0]).toMatchObject({
      paymentId: "payment-1",
      occurredAt: NOW,
      details: {
        amountMinor: "12000",
        currency: "USD",
        brand: "visa",
        last4: "4242",
        failureCode: null,
        declineCode: null,
      },
    });
    expect(events[1]).toMatchObject({ fromState: "payment_pending", toState: "paid" });
  });

  test("of a part leaves the order due and opens no course", () => {
    const before = situation({
      installment: installment({ amountMinor: 4_000n }),
      payment: payment({ amountMinor: 4_000n }),
    });
    const decision = decidePaymentNews(before, seen("captured", { captured: money(4_000n, "USD") }), NOW);
    expect(decision.allocation).toEqual({
      shares: [{ installmentId: "installment-1", addedMinor: 4_000n, paidMinor: 4_000n }],
      orderPaidMinor: 4_000n,
      orderState: "payment_pending",
      isPayableNow: false,
      isReleasedNow: false,
    });
    expect(decision.grantLines).toEqual([]);
    expect(kindsOf(decision)).not.toContain("revenue_recognized");
    expect(eventsOf(decision)).toEqual(["payment_completed"]);
  });

  test("of the last part opens the course", () => {
    const before = situation({
      order: order({ paidMinor: 8_000n }),
      installment: installment({ amountMinor: 4_000n }),
      payment: payment({ amountMinor: 4_000n }),
    });
    const decision = decidePaymentNews(before, seen("captured", { captured: money(4_000n, "USD") }), NOW);
    expect(decision.allocation?.orderState).toBe("paid");
    expect(decision.grantLines).toEqual([line("course")]);
  });

  test("counts credit toward the total, and what was refunded against it", () => {
    const part = {
      installment: installment({ amountMinor: 4_000n }),
      payment: payment({ amountMinor: 4_000n }),
    };
    const given = seen("captured", { captured: money(4_000n, "USD") });
    const credited = decidePaymentNews(
      situation({ ...part, order: order({ creditedMinor: 8_000n }) }),
      given,
      NOW,
    );
    const refunded = decidePaymentNews(
      situation({ ...part, order: order({ paidMinor: 8_000n, refundedMinor: 1n }) }),
      given,
      NOW,
    );
    expect(credited.allocation?.orderState).toBe("paid");
    expect(refunded.allocation?.orderState).toBe("payment_pending");
  });

  test.each([
    { name: "less", captured: money(11_999n, "USD") },
    { name: "more", captured: money(12_001n, "USD") },
    { name: "nothing", captured: money(0n, "USD") },
    { name: "another currency", captured: money(12_000n, "EUR") },
  ])("of another amount than we asked for stops everything: $name", ({ captured }) => {
    expect(() => decidePaymentNews(situation(), seen("captured", { captured }), NOW)).toThrow(
      InvariantViolation,
    );
  });

  test("after a decline completes the same payment", () => {
    const decision = decidePaymentNews(inState("failed"), seen("captured"), NOW);
    expect(decision.change).toMatchObject({ state: "completed", decline: null });
    expect(kindsOf(decision)).toContain("payment_captured");
  });

  test("of a payment that we gave up is in the books all the same", () => {
    const canceled = situation({
      payment: payment({ state: "canceled" }),
      order: order({ state: "canceled" }),
    });
    expect(kindsOf(decidePaymentNews(canceled, seen("captured"), NOW))).toEqual([
      "overpayment_received",
      "gateway_fee",
    ]);
  });

  test("that a lost reply hid is found and posted", () => {
    expect(kindsOf(decidePaymentNews(inState("outcome_unknown"), seen("captured"), NOW))).toContain(
      "payment_captured",
    );
  });

  test("whose charge is not told is posted at the payment's own instant", () => {
    const decision = decidePaymentNews(situation(), seen("captured", { latestCharge: null }), NOW);
    expect(decision.entries[0]?.occurredAt).toEqual(payment().createdAt);
    expect(decision.entries[0]?.description).toBe("Payment by card");
    expect(decision.change.capturedAt).toEqual(NOW);
    expect(decision.attempt).toBeNull();
  });
});

describe("money for an order that no longer claims it", () => {
  const unclaimed = [
    { name: "nominal: the order was canceled", before: situation({ order: order({ state: "canceled" }) }) },
    {
      name: "the order is paid already",
      before: situation({
        order: order({ state: "paid", paidMinor: 12_000n }),
        installment: installment({ paidMinor: 12_000n }),
      }),
    },
    {
      name: "the installment is paid in part",
      before: situation({ installment: installment({ paidMinor: 1n }) }),
    },
  ];

  test.each(unclaimed)("is kept as unapplied, visible, and opens nothing: $name", ({ before }) => {
    const decision = decidePaymentNews(before, seen("captured"), NOW);
    expect(decision.change.state).toBe("completed");
    expect(decision.allocation).toBeNull();
    expect(kindsOf(decision)).toEqual(["overpayment_received", "gateway_fee"]);
    expect(eventsOf(decision)).toEqual(["payment_completed", "payment_not_due"]);
    expect(decision).toMatchObject({ grantLines: [], isReceiptDue: false });
  });
});

describe("the fee", () => {
  test("that becomes known after the capture is posted by itself, by its own id", () => {
    const early = decidePaymentNews(
      situation(),
      seen("captured", { latestCharge: charge({ fee: null }) }),
      NOW,
    );
    expect(kindsOf(early)).not.toContain("gateway_fee");
    const late = decidePaymentNews(afterwards(situation(), early), seen("captured"), NOW);
    expect(kindsOf(late)).toEqual(["gateway_fee"]);
    expect(late.entries[0]).toMatchObject({ sourceKind: "balance_transaction", sourceId: "txn_1" });
    expect(late).toMatchObject({ isStateNew: false, allocation: null, events: [], isReceiptDue: false });
  });

  test("of nothing is no entry", () => {
    const free = charge({ fee: { id: "txn_1", amount: money(0n, "USD") } });
    expect(
      kindsOf(decidePaymentNews(situation(), seen("captured", { latestCharge: free }), NOW)),
    ).not.toContain("gateway_fee");
  });

  test("in another currency than the payment's is posted in its own", () => {
    const foreign = charge({ fee: { id: "txn_1", amount: money(55n, "JPY") } });
    const decision = decidePaymentNews(situation(), seen("captured", { latestCharge: foreign }), NOW);
    expect(decision.entries.at(-1)?.postings.map(({ amount }) => amount)).toEqual([
      money(55n, "JPY"),
      money(-55n, "JPY"),
    ]);
  });

  test("of a payment that is not complete is not posted", () => {
    expect(
      kindsOf(
        decidePaymentNews(
          situation(),
          seen("processing", { latestCharge: charge({ outcome: "pending" }) }),
          NOW,
        ),
      ),
    ).toEqual([]);
  });
});

describe("a decline", () => {
  test("is on the timeline with its reason, and new once", () => {
    const decision = decidePaymentNews(situation(), declined(), NOW);
    expect(decision).toMatchObject({
      isDeclineNew: true,
      isReceiptDue: false,
      allocation: null,
      entries: [],
    });
    expect(decision.change).toMatchObject({
      state: "failed",
      decline: DECLINE,
      gatewayChargeId: null,
      capturedAt: null,
    });
    expect(decision.attempt).toMatchObject({ externalId: "ch_1", outcome: "declined", decline: DECLINE });
    expect(eventsOf(decision)).toEqual(["payment_declined"]);
    expect(decision.events[0]?.details).toMatchObject({
      failureCode: "card_declined",
      declineCode: "insufficient_funds",
    });
    expect(decidePaymentNews(afterwards(situation(), decision), declined(), NOW)).toMatchObject({
      isDeclineNew: false,
      events: [],
    });
  });

  test("of the next try on the same payment is told about, too", () => {
    const before = { ...inState("failed"), knownAttempts: ["ch_1"] };
    const again = seen("requires_payment_method", {
      lastDecline: { ...DECLINE, declineCode: "lost_card" },
      latestCharge: charge({ id: "ch_2", outcome: "failed", decline: DECLINE, fee: null }),
    });
    const decision = decidePaymentNews(before, again, NOW);
    expect(decision).toMatchObject({ isStateNew: false, isDeclineNew: true, allocation: null, entries: [] });
    expect(eventsOf(decision)).toEqual(["payment_declined"]);
    expect(decision.events[0]?.details).toMatchObject({ declineCode: "lost_card" });
    expect(decidePaymentNews(afterwards(before, decision), again, NOW)).toMatchObject({
      isDeclineNew: false,
      events: [],
    });
  });

  test("that arrives after the capture changes nothing, and its attempt is still recorded", () => {
    const decision = decidePaymentNews(inState("completed"), declined(), NOW);
    expect(decision).toMatchObject({ isStateNew: false, isDeclineNew: false, entries: [], events: [] });
    expect(decision.change).toMatchObject({ state: "completed", decline: null });
    expect(decision.attempt?.outcome).toBe("declined");
  });
});

describe("each new state", () => {
  test.each([
    { name: "nominal", given: seen("captured"), from: "pending", kind: "payment_completed" },
    { name: "a challenge", given: seen("requires_action"), from: "pending", kind: "payment_requires_action" },
    { name: "underway", given: seen("processing"), from: "pending", kind: "payment_processing" },
    { name: "given up", given: seen("canceled"), from: "pending", kind: "payment_canceled" },
    {
      name: "waiting for another card is no news to anybody",
      given: seen("requires_payment_method"),
      from: "failed",
      kind: undefined,
    },
  ] as const)("is one line of the timeline: $name", ({ given, from, kind }) => {
    expect(eventsOf(decidePaymentNews(inState(from), given, NOW))[0]).toBe(kind);
  });
});

describe("news, as laws", () => {
  const news = fc.array(
    fc.constantFrom(
      ...NEWS.map(({ given }) => given),
      seen("captured", { latestCharge: charge({ fee: null }) }),
    ),
    {
      minLength: 1,
      maxLength: 12,
    },
  );
  const orderStates = fc.constantFrom<OrderState>(...ORDER_STATES);

  test("in any order and any number of times: one capture, one allocation, one receipt, and entries that balance", () => {
    fc.assert(
      fc.property(news, orderStates, (given, state) => {
        let now = situation({ order: order({ state }) });
        const decisions: PaymentDecision[] = [];
        for (const one of given) {
          const decision = decidePaymentNews(now, one, NOW);
          decisions.push(decision);
          now = afterwards(now, decision);
        }
        const kinds = decisions.flatMap(kindsOf);
        const received = kinds.filter(
          (kind) => kind === "payment_captured" || kind === "overpayment_received",
        );
        expect(received.length).toBe(now.payment.state === "completed" ? 1 : 0);
        expect(decisions.filter((decision) => decision.isReceiptDue).length).toBeLessThanOrEqual(1);
        expect(now.order.paidMinor).toBe(kinds.includes("payment_captured") ? 12_000n : 0n);
        for (const { postings } of decisions.flatMap((decision) => decision.entries)) {
          expect(postings.reduce((net, { amount }) => net + amount.amountMinor, 0n)).toBe(0n);
        }
      }),
    );
  });

  test("asked twice, nothing is left to change but what is named by its own id", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...NEWS),
        fc.constantFrom(...PAYMENT_STATES),
        orderStates,
        ({ given }, from, state) => {
          const before = situation({ order: order({ state }), payment: payment({ state: from }) });
          const first = decidePaymentNews(before, given, NOW);
          const second = decidePaymentNews(afterwards(before, first), given, NOW);
          expect(second).toMatchObject({
            isStateNew: false,
            allocation: null,
            grantLines: [],
            events: [],
            isReceiptDue: false,
          });
          expect(second.change.state).toBe(first.change.state);
          expect(kindsOf(second).filter((kind) => kind !== "gateway_fee")).toEqual([]);
        },
      ),
    );
  });
});

describe("a payment at the gateway that its metadata calls ours", () => {
  const unlinked = situation({ payment: payment({ gatewayPaymentId: null }) });
  const claims = [
    { name: "for a dollar", given: seen("captured", { amount: money(100n, "USD") }) },
    { name: "in another currency", given: seen("captured", { amount: money(12_000n, "JPY") }) },
    { name: "of another buyer", given: seen("captured", { gatewayCustomerId: "cus_2" }) },
    { name: "of nobody in particular", given: seen("captured", { gatewayCustomerId: null }) },
    {
      name: "that is still open",
      given: seen("requires_payment_method", { amount: money(100n, "USD") }),
    },
    { name: "that was given up", given: seen("canceled", { gatewayCustomerId: "cus_2" }) },
  ];

  test.each(claims)("is not believed while we do not know the gateway's id: $name", ({ given }) => {
    expect(() => decidePaymentNews(unlinked, given, NOW)).toThrow(InvariantViolation);
  });

  test("is not believed for a buyer whom the gateway does not know yet", () => {
    const before = { ...unlinked, gatewayCustomerId: null };
    const given = seen("captured", { gatewayCustomerId: null });
    expect(() => decidePaymentNews(before, given, NOW)).toThrow(InvariantViolation);
  });

  test("is ours when buyer, amount and currency are", () => {
    expect(decidePaymentNews(unlinked, seen("captured"), NOW).change).toMatchObject({
      state: "completed",
      gatewayPaymentId: "pi_1",
    });
  });
});

describe("credit held beside a card payment", () => {
  const hold = {
    merchantId: "merchant-1",
    id: "hold-1",
    customerId: "customer-1",
    orderId: "order-1",
    installmentId: "installment-1",
    paymentId: "payment-1",
    currency: "USD",
    amountMinor: 3_000n,
    expiresAt: NOW,
    parts: [{ lotId: "lot-1", amountMinor: 3_000n }],
  };
  const CARD_PART = money(9_000n, "USD");
  const mixed = (changes: Partial<PaymentSituation> = {}) =>
    situation({ payment: payment({ amountMinor: 9_000n }), hold, ...changes });
  const captured = () => seen("captured", { amount: CARD_PART, captured: CARD_PART });
  const kindsOf = (decision: PaymentDecision) => decision.entries.map(({ kind }) => kind);

  test("CHK-18: is spent when the card pays, and both together pay the installment", () => {
    const decision = decidePaymentNews(mixed(), captured(), NOW);
    expect(decision.allocation).toMatchObject({
      shares: [{ paidMinor: 12_000n }],
      orderPaidMinor: 12_000n,
      orderState: "paid",
    });
    expect(kindsOf(decision)).toEqual([
      "payment_captured",
      "wallet_spent",
      "revenue_recognized",
      "gateway_fee",
    ]);
    expect(decision.holdEnd).toMatchObject({ kind: "captured", amountMinor: 3_000n });
  });

  test("is spent only as far as the installment still claims it", () => {
    const claimed = mixed({
      installment: installment({ paidMinor: 1_000n }),
      order: order({ paidMinor: 1_000n }),
    });
    const decision = decidePaymentNews(claimed, captured(), NOW);
    expect(decision.allocation).toMatchObject({ shares: [{ paidMinor: 12_000n }], orderState: "paid" });
    expect(decision.holdEnd).toMatchObject({ kind: "captured", amountMinor: 2_000n });
  });

  test("goes back where the card's part pays all that is still claimed, or nothing is claimed any more", () => {
    const covered = mixed({
      installment: installment({ paidMinor: 3_000n }),
      order: order({ paidMinor: 3_000n }),
    });
    expect(decidePaymentNews(covered, captured(), NOW).holdEnd).toEqual({
      kind: "released",
      reason: "order_not_due",
    });
    const canceled = decidePaymentNews(mixed({ order: order({ state: "canceled" }) }), captured(), NOW);
    expect(canceled.holdEnd).toEqual({ kind: "released", reason: "order_not_due" });
    expect(kindsOf(canceled)).toEqual(["overpayment_received", "gateway_fee"]);
  });

  test("F24: goes back when the payment is canceled, and not while the card could still pay", () => {
    const end = (status: GatewayPayment["status"]) =>
      decidePaymentNews(mixed(), seen(status, { amount: CARD_PART }), NOW).holdEnd;
    expect(end("canceled")).toEqual({ kind: "released", reason: "payment_canceled" });
    for (const status of ["requires_payment_method", "requires_action", "processing", "authorized"] as const)
      expect(end(status)).toBeNull();
  });

  test("has a declined payment given up; without credit it is tried again", () => {
    expect(decidePaymentNews(mixed(), { ...declined(), amount: CARD_PART }, NOW).isVoidDue).toBe(true);
    expect(decidePaymentNews(situation(), declined(), NOW).isVoidDue).toBe(false);
  });

  test("CHK-20: without its hold, the card's part counts and the rest stays due", () => {
    const decision = decidePaymentNews(mixed({ hold: null }), captured(), NOW);
    expect(decision.allocation).toMatchObject({
      shares: [{ paidMinor: 9_000n }],
      orderPaidMinor: 9_000n,
      orderState: "payment_pending",
    });
    expect(decision.holdEnd).toBeNull();
  });
});
