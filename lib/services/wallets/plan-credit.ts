import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import type { Order, OrderLine } from "@/lib/domain/orders/order";
import type { FailureOf } from "@/lib/domain/failure";
import { err, ok, type Result } from "@/lib/domain/result";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { creditableLines } from "@/lib/domain/wallets/restrictions";
import { planSpending, type SpendingPlan, type SpendingSituation } from "@/lib/domain/wallets/spending-plan";
import type { CreditWish } from "@/lib/domain/wallets/wallet-hold";
import type { WalletLot } from "@/lib/domain/wallets/wallet-lot";
import type { SpendingOrder } from "@/lib/domain/wallets/wallet-rules";
import { findCreditSpentOn, findSpendingRule, isFirstOrder } from "@/lib/db/spending";
import type { Tx } from "@/lib/db/transaction";
import { findLots, readSpendableLots } from "@/lib/db/wallet-lots";
import type { ServiceContext } from "../context";
import { type LockedWallet, lockWallet } from "./lock-wallets";

/** Of an order what credit asks about. */
export type CreditableOrder = Pick<
  Order,
  "merchantId" | "id" | "customerId" | "currency" | "totalMinor" | "paidMinor"
>;

/** What credit is to pay for: an order that is locked, and what is due of it. */
export interface CreditPurpose {
  readonly order: CreditableOrder;
  readonly lines: readonly OrderLine[];
  readonly installmentId: string;
  readonly dueMinor: bigint;
  readonly wish: CreditWish;
}

export interface PlannedCredit {
  readonly wallet: LockedWallet;
  readonly plan: SpendingPlan;
}

/** Most spends are covered by the first page; one with many restricted lots reads on, in larger steps. */
const PAGE_SIZES = [8, 64, 512] as const;
const PAGE_SIZE_MAX = 512;

/** What only lots with certain restrictions ask about is looked up when such a lot turns up. */
async function situationOf(
  tx: Tx,
  { order, lines, dueMinor }: CreditPurpose,
  today: string,
  lots: readonly WalletLot[],
): Promise<SpendingSituation> {
  const asksFirst = lots.some((lot) => lot.restrictions.firstOrderOnly === true);
  const asksLines = lots.some(
    ({ restrictions }) => restrictions.productKinds !== undefined || restrictions.productIds !== undefined,
  );
  return {
    currency: order.currency,
    lines: creditableLines(lines),
    orderTotalMinor: order.totalMinor,
    dueMinor,
    today,
    isFirstOrder: asksFirst && (await isFirstOrder(tx, order)),
    earlier: asksLines && order.paidMinor > 0n ? await findCreditSpentOn(tx, order.merchantId, order.id) : [],
  };
}

async function planByRule(
  tx: Tx,
  purpose: CreditPurpose,
  wallet: LockedWallet,
  given: { readonly today: string; readonly rule: SpendingOrder },
): Promise<SpendingPlan> {
  const { wish } = purpose;
  const lots: WalletLot[] = [];
  for (let page = 0; ; page += 1) {
    const limit = PAGE_SIZES[page] ?? PAGE_SIZE_MAX;
    const read = await readSpendableLots(tx, wallet, given.rule, { offset: lots.length, limit });
    lots.push(...read);
    const situation = await situationOf(tx, purpose, given.today, lots);
    const plan = planSpending(lots, situation, {
      rule: given.rule,
      picks: null,
      atMostMinor: wish.amountMinor,
    });
    if (plan.totalMinor >= wish.amountMinor || read.length < limit) return plan;
  }
}

async function planByPicks(
  tx: Tx,
  purpose: CreditPurpose,
  wallet: LockedWallet,
  given: { readonly today: string; readonly rule: SpendingOrder; readonly picks: readonly string[] },
): Promise<SpendingPlan> {
  const found = await findLots(tx, wallet.merchantId, given.picks);
  const lots = found.filter((lot) => lot.customerId === wallet.customerId);
  const situation = await situationOf(tx, purpose, given.today, lots);
  const { rule, picks } = given;
  return planSpending(lots, situation, { rule, picks, atMostMinor: purpose.wish.amountMinor });
}

/**
 * Locks the wallet and decides which lots give exactly what was agreed to. Refuses with what they could give when that is less:
 * what the customer saw is no longer so.
 */
export async function planCredit(
  tx: Tx,
  ctx: ServiceContext,
  purpose: CreditPurpose,
): Promise<Result<PlannedCredit, FailureOf<"rejected">>> {
  const { order, wish } = purpose;
  if (wish.amountMinor <= 0n) return err({ kind: "rejected", code: "amount_must_be_positive" });
  // Read before the lock: nobody who waits for the wallet should wait for this, too.
  const merchant = await findSpendingRule(tx, order.merchantId);
  invariant(merchant !== null, "An order has a merchant.");
  const wallet = await lockWallet(tx, order);
  const available = (amountMinor: bigint) =>
    err({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: money(amountMinor, order.currency),
    } as const);
  if (wallet === null) return available(0n);
  const given = { rule: merchant.rule, today: calendarDateAt(ctx.clock.now(), merchant.timeZone) };
  const plan =
    wish.lotIds === null
      ? await planByRule(tx, purpose, wallet, given)
      : await planByPicks(tx, purpose, wallet, { ...given, picks: wish.lotIds });
  return plan.totalMinor < wish.amountMinor ? available(plan.totalMinor) : ok({ wallet, plan });
}
