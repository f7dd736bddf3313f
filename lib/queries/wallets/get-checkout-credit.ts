import { creditableLines } from "@/lib/domain/wallets/restrictions";
import type { CustomerActor } from "@/lib/domain/actor";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import type { SpendingSituation } from "@/lib/domain/wallets/spending-plan";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import { freeMinor, type WalletLot } from "@/lib/domain/wallets/wallet-lot";
import type { SpendingOrder } from "@/lib/domain/wallets/wallet-rules";
import { findMerchant } from "@/lib/db/merchants";
import { findLines } from "@/lib/db/orders";
import { findCheckoutHold } from "@/lib/db/checkout-hold";
import { findCreditSpentOn, findSpendingRule, isFirstOrder } from "@/lib/db/spending";
import { inTransaction } from "@/lib/db/transaction";
import { findOpenLots } from "@/lib/db/wallet-lots";

/** A customer's credit as far as paying what is due on one order with it is concerned. */
export interface CheckoutCreditView {
  /** The spendable ones and those that are not, oldest first; what this checkout has reserved itself counts as free. */
  readonly lots: readonly WalletLot[];
  readonly situation: SpendingSituation;
  readonly rule: SpendingOrder;
  /** The least that a card can be charged with. */
  readonly cardMinimumMinor: bigint;
  /** What the open payment of the order has reserved; null for nothing. */
  readonly wish: CreditWish | null;
}

interface CheckoutCreditInput {
  readonly orderId: string;
  readonly currency: string;
  readonly orderTotalMinor: bigint;
  /** What is due of it now. */
  readonly dueMinor: bigint;
  readonly now: Date;
}

/**
 * What the checkout page plans with; the server plans again under lock, by the same rule. Null where there is no credit in the
 * order's currency.
 */
export async function getCheckoutCredit(
  actor: CustomerActor,
  input: CheckoutCreditInput,
): Promise<CheckoutCreditView | null> {
  const { merchantId, customerId } = actor;
  const { orderId, currency, dueMinor, orderTotalMinor, now } = input;
  return inTransaction(async (tx) => {
    const open = await findOpenLots(tx, { merchantId, customerId, currency });
    const merchant = await findMerchant(tx, merchantId);
    const spending = await findSpendingRule(tx, merchantId);
    if (open.length === 0 || merchant === null || spending === null) return null;
    const hold = await findCheckoutHold(tx, { merchantId, customerId, orderId });
    const own = new Map(hold?.parts.map(({ lotId, amountMinor }) => [lotId, amountMinor]));
    const lots = open.map((lot) => ({ ...lot, heldMinor: lot.heldMinor - (own.get(lot.id) ?? 0n) }));
    const lines = await findLines(tx, merchantId, [orderId]);
    return {
      lots: lots.filter((lot) => freeMinor(lot) > 0n || lot.frozenAt !== null),
      situation: {
        currency,
        lines: creditableLines(lines),
        orderTotalMinor,
        dueMinor,
        isFirstOrder: await isFirstOrder(tx, { merchantId, customerId, id: orderId }),
        today: calendarDateAt(now, spending.timeZone),
        earlier: await findCreditSpentOn(tx, merchantId, orderId),
      },
      rule: spending.rule,
      cardMinimumMinor: merchant.paymentAmountMinMinor,
      wish: hold?.wish ?? null,
    };
  });
}
