import { checkPayments } from "@/lib/jobs/check-payments";
import { money } from "@/lib/domain/money/money";
import { systemClock } from "@/lib/platform/clock";
import { advanceInstallment } from "@/lib/services/collection/advance-installment";
import { issueCreditNote } from "@/lib/services/documents/issue-credit-note";
import { recordManualPayment } from "@/lib/services/manual-payments/record-manual-payment";
import { verifyManualPayment } from "@/lib/services/manual-payments/verify-manual-payment";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { placeOrder } from "@/lib/services/orders/place-order";
import { createPayLink } from "@/lib/services/pay-links/create-pay-link";
import { payWithCredit } from "@/lib/services/payments/pay-with-credit";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { convertCredit } from "@/lib/services/wallets/convert-credit";
import { topUpWallet } from "@/lib/services/wallets/top-up-wallet";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import type { Act, Assignment } from "./assignment";

/** Of the course that is ordered. */
export const PRICE_MINOR = 12_000n;
/** What of it credit pays, where credit goes beside a card. */
export const CREDIT = { amountMinor: 3_000n, lotIds: null } as const;
export const RECEIVED_ON = "2026-01-05";

/** Does what is assigned, as whoever would: the first time, and again with the same key when nobody heard an answer. */
export async function doAct(assignment: Assignment): Promise<void> {
  const { act, orderId, paymentId, subjectId, key, productId } = assignment;
  const { customerId } = assignment.buyer;
  const context = <A>(actor: A) => ({
    actor,
    traceId: "0".repeat(31) + "1",
    ipAddress: "203.0.113.7",
    clock: { now: () => assignment.now ?? systemClock.now() },
  });
  const buyer = context(assignment.buyer);
  const staff = context(assignment.staff);
  const system = context(assignment.system);
  const price = money(PRICE_MINOR, "USD");
  const lines = [{ productId, quantity: 1 }];
  const acts: Readonly<Record<Act, () => Promise<unknown>>> = {
    "place order": () => placeOrder(buyer, { placementKey: key, lines }),
    "place order on terms": () => placeOrder(buyer, { placementKey: key, lines, termsId: subjectId }),
    "start payment": () => startPayment(buyer, { orderId, saveMethod: false, credit: CREDIT }),
    "refresh payment": () => refreshPayment(buyer, { paymentId }),
    "cancel order": () => cancelOrder(staff, { orderId, reason: "No longer wanted." }),
    "void payment": () => voidPayment(system, { paymentId }),
    "check payments": () => checkPayments(10),
    "drain inbox": () => drainInbox(50),
    "fall due": () => advanceInstallment(system, { orderId, installmentId: subjectId }),
    "pay with credit": () =>
      payWithCredit(buyer, { orderId, credit: { amountMinor: PRICE_MINOR, lotIds: null } }),
    "top up wallet": () => topUpWallet(buyer, { topUpKey: key, amount: money(5_000n, "USD") }),
    "grant credit": () =>
      adjustWallet(staff, {
        adjustmentKey: key,
        customerId,
        direction: "grant",
        amount: money(500n, "USD"),
        reason: "For the trouble.",
      }),
    "convert credit": () =>
      convertCredit(staff, {
        conversionKey: key,
        lotId: subjectId,
        from: money(500n, "USD"),
        to: money(800n, "JPY"),
        reason: "They pay in yen.",
      }),
    "record manual payment": () =>
      recordManualPayment(staff, {
        recordKey: key,
        customerId,
        method: "bank_transfer",
        amount: price,
        receivedOn: RECEIVED_ON,
        reference: "RF18 1042",
        note: "",
        parts: [{ orderId, amountMinor: PRICE_MINOR }],
        evidence: null,
      }),
    "verify manual payment": () => verifyManualPayment(staff, { manualPaymentId: subjectId }),
    "create pay link": () =>
      createPayLink(staff, { linkKey: key, orderId, validDays: 7, reason: "Asked for.", isMailed: true }),
    "issue credit note": () =>
      issueCreditNote(staff, {
        creditKey: key,
        invoiceId: subjectId,
        amount: money(1_000n, "USD"),
        reason: "A late lesson",
      }),
  };
  await acts[act]();
}
