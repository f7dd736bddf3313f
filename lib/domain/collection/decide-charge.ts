import { type Installment, isOpen, leftMinor, type Order } from "../orders/order";
import type { Payment } from "../payments/payment";
import { BROWSER_FIRST_MS, isChargedEnough, UNDERWAY_MS } from "./charge-policy";

/** What is to be done about charging an installment now. */
export type ChargeStep =
  /** Its time has not come, it is paid, or nobody wants it charged. */
  | { readonly kind: "nothing" }
  /** It is not charged by itself any more; customer_needed where the customer has to do something. */
  | { readonly kind: "stop"; readonly collection: "none" | "customer_needed" }
  | { readonly kind: "wait"; readonly until: Date }
  /** A payment over another amount is open and was left lying: it is given up first, so that nobody can pay both. */
  | { readonly kind: "clear"; readonly payment: Payment }
  /** Over the payment that is open, so that only one of them can ever succeed; null begins one. */
  | { readonly kind: "charge"; readonly attempt: number; readonly payment: Payment | null }
  /** Begun before and not ended: asked about under the same key, never charged anew. */
  | { readonly kind: "resume"; readonly attempt: number; readonly payment: Payment };

export interface ChargeSituation {
  readonly order: Pick<Order, "state">;
  readonly installment: Installment;
  /** All of the order's, that one among them. */
  readonly installments: readonly Installment[];
  /** The order's payments through which money may still move. */
  readonly live: readonly Payment[];
  /** Whether the customer agreed to it, and the card is still there. */
  readonly hasConsent: boolean;
  readonly now: Date;
}

const wholeMinor = (payment: Payment): bigint => payment.amountMinor + (payment.credit?.amountMinor ?? 0n);

/** A payment of exactly its own installment disturbs no other. */
function isOfItsOwn(payment: Payment, installments: readonly Installment[]): boolean {
  const part = installments.find(({ id }) => id === payment.installmentId);
  return part !== undefined && wholeMinor(payment) <= leftMinor(part);
}

const isUnderway = ({ state }: Payment): boolean => state === "processing" || state === "outcome_unknown";

const later = (now: Date, ms: number): ChargeStep => ({ kind: "wait", until: new Date(now.getTime() + ms) });

/** What stands in the way of a charge: money that is on its way, or a checkout that somebody has open. */
function inTheWay({ installment, installments, live, now }: ChargeSituation): ChargeStep | null {
  const own = live.find((payment) => payment.installmentId === installment.id);
  const others = live.filter((payment) => payment !== own && !isOfItsOwn(payment, installments));
  const met = [...(own === undefined ? [] : [own]), ...others];
  if (met.some(isUnderway)) return later(now, UNDERWAY_MS);
  const isFresh = ({ createdAt }: Payment) => now.getTime() - createdAt.getTime() < BROWSER_FIRST_MS;
  // One that was charged before is nobody's checkout.
  const opened = met.filter((payment) => payment !== own || installment.chargeCount === 0);
  if (opened.some(isFresh)) return later(now, BROWSER_FIRST_MS);
  const unfit = met.find(
    (payment) => payment !== own || payment.credit !== null || payment.amountMinor !== leftMinor(installment),
  );
  return unfit === undefined ? null : { kind: "clear", payment: unfit };
}

/**
 * Decides whether and how an installment is charged now, from what is locked: once for each time that is due, never while money
 * may be underway, never without consent, and never more often than five times.
 */
export function decideCharge(situation: ChargeSituation): ChargeStep {
  const { order, installment, live, hasConsent, now } = situation;
  const { retryAt, collection, chargeCount } = installment;
  if (order.state !== "payment_pending" || !isOpen(installment)) return { kind: "nothing" };
  if (retryAt === null || retryAt > now) return { kind: "nothing" };
  if (collection === "action_required") return { kind: "stop", collection: "customer_needed" };
  const own = live.find((payment) => payment.installmentId === installment.id);
  if (collection === "charging" && own !== undefined && !isUnderway(own))
    return { kind: "resume", attempt: chargeCount, payment: own };
  const hindrance = inTheWay(situation);
  if (hindrance?.kind === "wait") return hindrance;
  if (!hasConsent) return { kind: "stop", collection: chargeCount === 0 ? "none" : "customer_needed" };
  if (isChargedEnough(installment)) return { kind: "stop", collection: "customer_needed" };
  return hindrance ?? { kind: "charge", attempt: chargeCount + 1, payment: own ?? null };
}
