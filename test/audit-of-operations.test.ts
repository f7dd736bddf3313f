import { beforeAll, describe, expect, test } from "vitest";
import { callsRecorded } from "@/lib/audit/record-call";
import { inTransaction } from "@/lib/db/transaction";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { ok } from "@/lib/domain/result";
import { NO_RULES } from "@/lib/domain/terms/offer-terms";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import type { ServiceContext } from "@/lib/services/context";
import { advanceInstallment } from "@/lib/services/collection/advance-installment";
import { collectInstallment } from "@/lib/services/collection/collect-installment";
import { withdrawChargeConsent } from "@/lib/services/collection/withdraw-charge-consent";
import { issueCreditNote } from "@/lib/services/documents/issue-credit-note";
import { issueReceipt } from "@/lib/services/documents/issue-receipt";
import { reverseEntry } from "@/lib/services/ledger/reverse-entry";
import { recordManualPayment } from "@/lib/services/manual-payments/record-manual-payment";
import { rejectManualPayment } from "@/lib/services/manual-payments/reject-manual-payment";
import { verifyManualPayment } from "@/lib/services/manual-payments/verify-manual-payment";
import { askOnce } from "@/lib/services/operations/ask-once";
import { doOnce } from "@/lib/services/operations/do-once";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { createPayLink } from "@/lib/services/pay-links/create-pay-link";
import { revokePayLink } from "@/lib/services/pay-links/revoke-pay-link";
import { removeMethod } from "@/lib/services/payment-methods/remove-method";
import { startMethodSetup } from "@/lib/services/payment-methods/start-method-setup";
import { payWithCredit } from "@/lib/services/payments/pay-with-credit";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { addTermsOption } from "@/lib/services/terms/add-terms-option";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { convertCredit } from "@/lib/services/wallets/convert-credit";
import { creditLatePayment } from "@/lib/services/wallets/credit-late-payment";
import { aLateEntry } from "@/test/builders/late-payment";
import { topUpWallet } from "@/lib/services/wallets/top-up-wallet";
import { aConsent, aSavedCard } from "@/test/builders/kept-cards";
import { aLot } from "@/test/builders/credit";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage({ webhooks: true });
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const FIELDS = [
  "timestamp",
  "event_type",
  "user_id",
  "merchant_id",
  "environment",
  "command",
  "payment_intent_id",
  "amount_minor",
  "currency",
  "outcome",
  "ip_address",
  "idempotency_key",
  "trace_id",
] as const;
const FAILURE_FIELDS = [
  "failure_code",
  "failure_message",
  "decline_code",
  "card_last4",
  "card_brand",
] as const;

type AuditRecord = Readonly<Record<string, unknown>>;

async function recordsOf(traceId: string): Promise<AuditRecord[]> {
  await callsRecorded();
  return stage.rows<AuditRecord>("SELECT * FROM audit_event WHERE trace_id = $1 ORDER BY timestamp, id", [
    traceId,
  ]);
}

const missing = (record: AuditRecord | undefined, fields: readonly string[]): string[] =>
  fields.filter((field) => (record?.[field] ?? null) === null);

type Customer = ServiceContext<CustomerActor>;

const afresh = <C extends ServiceContext>(ctx: C): C => ({ ...ctx, traceId: newTraceId() });

/** An order in parts that are charged by themselves, and a kept card. */
async function aPlan(): Promise<{ ada: Customer; orderId: string; methodId: string }> {
  const ada = await shop.customer();
  const termsId = await shop.terms({
    kind: "installments",
    count: 2,
    unit: "month",
    every: 1,
    starts: "after_one_interval",
    firstShareBasisPoints: 0,
    feeBasisPoints: 0,
    feeMinor: 0n,
  });
  const { orderId } = await anOrder(shop, ada, { termsId });
  return { ada, orderId, methodId: await aSavedCard(stage, ada) };
}

const credit = async (ctx: ServiceContext) => {
  const { actor } = await shop.customer();
  const adjustment = { adjustmentKey: newId(), customerId: actor.customerId, reason: "A late site" };
  const amount = money(2_500n, "USD");
  return answered(await adjustWallet(ctx, { ...adjustment, direction: "grant", amount }));
};

/** A transfer that somebody wrote down for an order of theirs, and nobody has looked at. */
async function recorded(ctx = shop.staff("billing_ops")): Promise<string> {
  const { actor } = await shop.customer();
  const transfer = { method: "bank_transfer", receivedOn: "2026-01-05", reference: "RF18 1042" } as const;
  const rest = { note: "", parts: [], evidence: null, amount: money(1_000n, "USD") };
  const wish = { recordKey: newId(), customerId: actor.customerId, ...transfer, ...rest };
  return answered(await recordManualPayment(ctx, wish)).manualPaymentId;
}

async function linked(ctx = shop.staff("support")): Promise<string> {
  const { orderId } = await anOrder(shop, await shop.customer());
  const wish = { linkKey: newId(), orderId, validDays: 7, reason: "Asked for.", isMailed: false };
  return answered(await createPayLink(ctx, wish)).payLinkId;
}

const NET_30 = { kind: "net", days: 30, end: "none" } as const;

interface Driven {
  readonly traceId: string;
  /** What such an operation has none of. */
  readonly without?: readonly (typeof FIELDS)[number][];
}

const NO_PAYMENT = ["payment_intent_id"] as const;
const NO_MONEY = ["payment_intent_id", "amount_minor", "currency"] as const;

/** Each operation that moves money or has a gateway do something, by its command. */
const OPERATIONS: Readonly<Record<string, () => Promise<Driven>>> = {
  "place-order": async () => {
    const ada = await shop.customer();
    await anOrder(shop, ada);
    return { traceId: ada.traceId, without: NO_PAYMENT };
  },
  "top-up-wallet": async () => {
    const ada = await shop.customer();
    answered(await topUpWallet(ada, { topUpKey: newId(), amount: money(2_000n, "USD") }));
    return { traceId: ada.traceId, without: NO_PAYMENT };
  },
  "cancel-order": async () => {
    const ada = await shop.customer();
    const { orderId } = await anOrder(shop, ada);
    const ctx = afresh(ada);
    answered(await cancelOrder(ctx, { orderId, reason: "Changed my mind" }));
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "create-gateway-customer": async () => {
    const ada = await shop.customer();
    await aStartedPayment(shop, ada);
    return { traceId: ada.traceId, without: NO_MONEY };
  },
  "create-payment": async () => {
    const ada = await shop.customer();
    await aStartedPayment(shop, ada);
    return { traceId: ada.traceId };
  },
  "keep-card": async () => {
    const ada = await shop.customer();
    const { orderId } = await aStartedPayment(shop, ada);
    const ctx = afresh(ada);
    answered(await startPayment(ctx, { orderId, saveMethod: true }));
    return { traceId: ctx.traceId };
  },
  "void-payment": async () => {
    const { paymentId } = await aStartedPayment(shop, await shop.customer());
    const ctx = shop.staff("billing_ops");
    answered(await voidPayment(ctx, { paymentId }));
    return { traceId: ctx.traceId };
  },
  "pay-with-credit": async () => {
    const ada = await shop.customer();
    const { orderId } = await anOrder(shop, ada);
    await aLot(shop, ada.actor.customerId, 12_000n);
    const ctx = afresh(ada);
    answered(await payWithCredit(ctx, { orderId, credit: { amountMinor: 12_000n, lotIds: null } }));
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "start-method-setup": async () => {
    const ada = await shop.customer();
    answered(await startMethodSetup(ada, { hasConsent: true }));
    return { traceId: ada.traceId, without: NO_MONEY };
  },
  "remove-method": async () => {
    const ada = await shop.customer();
    const methodId = await aSavedCard(stage, ada);
    const ctx = afresh(ada);
    answered(await removeMethod(ctx, { methodId }));
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
  "give-charge-consent": async () => {
    const { ada, orderId, methodId } = await aPlan();
    const ctx = afresh(ada);
    await aConsent(ctx, { orderId, methodId });
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
  "withdraw-charge-consent": async () => {
    const { ada, orderId, methodId } = await aPlan();
    await aConsent(ada, { orderId, methodId });
    const ctx = afresh(ada);
    answered(await withdrawChargeConsent(ctx, { orderId }));
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
  "charge-card": async () => {
    const { ada, orderId, methodId } = await aPlan();
    await aConsent(ada, { orderId, methodId });
    const [part] = await stage.rows<{ id: string; due_on: Date }>(
      "SELECT id, due_on FROM installment WHERE order_id = $1 ORDER BY position",
      [orderId],
    );
    if (part === undefined) throw new Error("The order has no installment.");
    const now = new Date(part.due_on.getTime() + 2 * 86_400_000);
    const ctx = { ...shop.system(), clock: { now: () => now } };
    const command = { orderId, installmentId: part.id };
    await advanceInstallment(ctx, command);
    answered(await collectInstallment(ctx, command));
    return { traceId: ctx.traceId, without: ["user_id"] };
  },
  "adjust-wallet": async () => {
    const ctx = shop.staff("finance_admin");
    await credit(ctx);
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "credit-late-payment": async () => {
    const ctx = shop.staff("finance_admin");
    answered(
      await creditLatePayment(ctx, { entryId: await aLateEntry(stage, shop), reason: "Came too late" }),
    );
    return { traceId: ctx.traceId };
  },
  "convert-credit": async () => {
    const { actor } = await shop.customer();
    const lotId = await aLot(shop, actor.customerId, 2_000n);
    const ctx = shop.staff("finance_admin");
    const worth = { from: money(500n, "USD"), to: money(800n, "JPY") };
    const wish = { conversionKey: newId(), lotId, ...worth, reason: "They pay in yen" };
    answered(await convertCredit(ctx, wish));
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "record-manual-payment": async () => {
    const ctx = shop.staff("billing_ops");
    await recorded(ctx);
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "verify-manual-payment": async () => {
    const ctx = shop.staff("finance_approver");
    answered(await verifyManualPayment(ctx, { manualPaymentId: await recorded() }));
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "reject-manual-payment": async () => {
    const ctx = shop.staff("finance_approver");
    const manualPaymentId = await recorded();
    answered(await rejectManualPayment(ctx, { manualPaymentId, reason: "Never came" }));
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "create-pay-link": async () => {
    const ctx = shop.staff("support");
    await linked(ctx);
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
  "revoke-pay-link": async () => {
    const ctx = shop.staff("support");
    answered(await revokePayLink(ctx, { payLinkId: await linked(), reason: "Sent to a wrong address" }));
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
  "add-terms-option": async () => {
    const ctx = shop.staff("finance_admin");
    const option = { terms: NET_30, rules: NO_RULES, isDefault: false, reason: "For agencies" };
    answered(await addTermsOption(ctx, { additionKey: newId(), ...option }));
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
  "advance-installment": async () => {
    const termsId = await shop.terms(NET_30);
    const { orderId } = await anOrder(shop, await shop.customer(), { termsId });
    const [part] = await stage.rows<{ id: string }>("SELECT id FROM installment WHERE order_id = $1", [
      orderId,
    ]);
    const ctx = { ...shop.system(), clock: { now: () => new Date(Date.now() + 40 * 86_400_000) } };
    await advanceInstallment(ctx, { orderId, installmentId: part?.id ?? "" });
    return { traceId: ctx.traceId, without: ["payment_intent_id", "user_id"] };
  },
  "issue-receipt": async () => {
    const ada = await shop.customer();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    answered(await refreshPayment(ada, { paymentId }));
    const ctx = shop.system();
    answered(await issueReceipt(ctx, { paymentId }));
    return { traceId: ctx.traceId, without: ["user_id"] };
  },
  "issue-credit-note": async () => {
    const { orderId } = await anOrder(shop, await shop.customer());
    const [invoice] = await stage.rows<{ id: string }>("SELECT id FROM invoice WHERE order_id = $1", [
      orderId,
    ]);
    const ctx = shop.staff("finance_admin");
    const amount = money(1_000n, "USD");
    const wish = { creditKey: newId(), invoiceId: invoice?.id ?? "", amount, reason: "A late lesson" };
    answered(await issueCreditNote(ctx, wish));
    return { traceId: ctx.traceId, without: NO_PAYMENT };
  },
  "reverse-entry": async () => {
    const ctx = shop.staff("finance_admin");
    const { entryId } = await credit(shop.staff("finance_admin"));
    answered(await reverseEntry(ctx, { entryId, reason: "Given twice" }));
    return { traceId: ctx.traceId, without: NO_MONEY };
  },
};

describe("the record of an operation", () => {
  test.each(Object.entries(OPERATIONS))("AUD-01: %s has all thirteen fields", async (command, drive) => {
    const { traceId, without = [] } = await drive();
    const records = (await recordsOf(traceId)).filter((record) => record["command"] === command);
    const gaps = records.map((record) =>
      missing(record, FIELDS).filter((field) => !without.some((one) => one === field)),
    );
    expect(gaps, `${command} has no complete record.`).toContainEqual([]);
    expect(records[0]).toMatchObject({ merchant_id: shop.merchantId, environment: "test" });
  });

  test("AUD-01: an operation of our own books that leaves none is not done", async () => {
    const ctx = shop.system();
    const act = inTransaction((tx) =>
      doOnce(
        tx,
        ctx,
        { name: "silent:1", command: "silent", input: {} },
        {
          answerOf: () => ({}),
          run: async () => ok({}),
        },
      ),
    );
    await expect(act).rejects.toThrow("silent left no record");
    expect(await stage.rows("SELECT 1 FROM operation WHERE name = 'silent:1'")).toEqual([]);
  });

  test("AUD-01: an operation that asks a gateway in a way of its own has one all the same", async () => {
    const ctx = shop.system();
    const draft = { name: "another:1", command: "another-way", input: {} };
    await askOnce(ctx, draft, {
      ask: async () => ({ outcome: "succeeded", value: { id: "thing_1" } }),
      answerOf: ({ id }) => ({ id }),
    });
    expect(await recordsOf(ctx.traceId)).toMatchObject([
      {
        event_type: "gateway.another_way",
        outcome: "succeeded",
        idempotency_key: "another:1",
        changes: { objectId: "thing_1", attempt: 1 },
      },
    ]);
  });

  test("AUD-01: one that was refused is on record, with why", async () => {
    const ctx = shop.staff("finance_admin");
    refused(await reverseEntry(ctx, { entryId: newId(), reason: "Given twice" }));
    expect(await recordsOf(ctx.traceId)).toMatchObject([
      {
        event_type: "operation.refused",
        command: "reverse-entry",
        outcome: "refused",
        reason: "journal_entry_not_found",
      },
    ]);
  });
});

describe("the record of a failure", () => {
  test("AUD-02: a declined payment's has its thirteen fields and five more", async () => {
    const ada = await shop.customer();
    const { paymentId, clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret, "chargeDeclinedInsufficientFunds");
    const ctx = afresh(ada);
    answered(await refreshPayment(ctx, { paymentId }));
    const failed = (await recordsOf(ctx.traceId)).find((record) => record["event_type"] === "payment.failed");
    expect(missing(failed, [...FIELDS, ...FAILURE_FIELDS])).toEqual([]);
    expect(failed).toMatchObject({
      decline_code: "insufficient_funds",
      card_last4: "9995",
      card_brand: "visa",
    });
  });

  test("AUD-02: of a call whose answer was lost it says the class, the code, how often and how long", async () => {
    const ada = await shop.customer();
    await aStartedPayment(shop, ada);
    const { orderId } = await anOrder(shop, ada);
    stage.wire.become("loses_replies");
    const ctx = afresh(ada);
    refused(await startPayment(ctx, { orderId, saveMethod: false }));
    const records = await recordsOf(ctx.traceId);
    const [call] = records.filter((record) => record["event_type"] === "gateway.create_payment");
    expect(missing(call, [...FIELDS, "failure_code", "failure_message"])).toEqual(["payment_intent_id"]);
    expect(call).toMatchObject({ outcome: "outcome_unknown" });
    expect(Object.keys(call?.["changes"] ?? {})).toContain("durationMs");
    expect(call?.["changes"]).toMatchObject({
      gateway: "stripe",
      errorClass: "connection_lost",
      tryCount: 5,
      attempt: 1,
    });
    expect(records.map((record) => record["event_type"])).toContain("payment.outcome_unknown");
  });
});

describe("the trail of a payment", () => {
  test("AUD-03: has every call of the gateway, each event's receipt and result and each change of state, under one trace", async () => {
    const ada = await shop.customer();
    const { clientSecret, paymentId } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    await stage.settle();
    const records = await recordsOf(ada.traceId);
    const types = records.map((record) => record["event_type"]);
    const first = (type: string) => types.indexOf(type);
    for (const type of [
      "gateway.create_customer",
      "gateway.create_payment",
      "payment.started",
      "webhook.received",
      "gateway.retrieve_payment",
      "payment.completed",
      "webhook.applied",
    ])
      expect(first(type), type).toBeGreaterThan(-1);
    expect(first("gateway.create_payment")).toBeLessThan(first("webhook.received"));
    expect(types.filter((type) => type === "webhook.received")).toHaveLength(
      types.filter((type) => String(type).startsWith("webhook.") && type !== "webhook.received").length,
    );
    const completed = records.find((record) => record["event_type"] === "payment.completed");
    expect(completed?.["changes"]).toMatchObject({ order: { from: "payment_pending", to: "paid" } });
    const read = records.find((record) => record["event_type"] === "gateway.retrieve_payment");
    expect(read).toMatchObject({ payment_id: paymentId, amount_minor: 12_000n, currency: "USD" });
  });

  test("AUD-09, AUD-11: has no secret and no card data in it, whatever was answered", async () => {
    const ada = await shop.customer();
    const { clientSecret } = await aStartedPayment(shop, ada);
    await payAsBrowser(stage, clientSecret);
    await stage.settle();
    const text = JSON.stringify(await recordsOf(ada.traceId), (_, value: unknown) =>
      typeof value === "bigint" ? String(value) : value,
    );
    expect(text).not.toContain("_secret_");
    expect(text).not.toContain(stage.sandbox.secretKey);
    expect(text).not.toMatch(/4242424242424242|"cvc|exp_month/);
  });
});
