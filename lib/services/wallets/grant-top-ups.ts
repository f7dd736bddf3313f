import { invariant } from "@/lib/domain/invariant";
import { walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import type { DecidedNews } from "@/lib/domain/payments/decide-payment-news";
import type { Payment } from "@/lib/domain/payments/payment";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { expiryOf, LOT_POLICIES } from "@/lib/domain/wallets/expiry-policy";
import type { WalletLotKind } from "@/lib/domain/wallets/wallet-lot";
import type { WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { findMerchant } from "@/lib/db/merchants";
import { findTopUps, type TopUpRow } from "@/lib/db/top-ups";
import type { Tx } from "@/lib/db/transaction";
import { findWalletRules } from "@/lib/db/wallet-rules";
import { entryId } from "@/lib/platform/entry-identity";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { grantLots, type LotDraft } from "./grant-lots";

/** A top-up whose money has come just now. */
interface PaidTopUp {
  readonly topUp: TopUpRow;
  readonly payment: Payment;
  /** The entry that takes the money in. */
  readonly entryId: string;
  readonly occurredAt: Date;
  readonly traceId: string | undefined;
}

function bonusEntry({ topUp, payment, occurredAt }: PaidTopUp) {
  return walletGranted({
    adjustmentId: `${payment.id}:bonus`,
    customerId: topUp.customerId,
    amount: money(topUp.bonusMinor, topUp.currency),
    orderId: topUp.orderId,
    paymentId: payment.id,
    occurredAt,
  });
}

function draftOf(
  paid: PaidTopUp,
  lot: {
    readonly kind: WalletLotKind;
    readonly amountMinor: bigint;
    readonly entryId: string;
    readonly reason: string;
  },
  known: { readonly rules: WalletRules; readonly today: CalendarDate },
): LotDraft {
  const { topUp, payment, traceId } = paid;
  const { priority, isRefundable } = LOT_POLICIES[lot.kind];
  return {
    customerId: topUp.customerId,
    currency: topUp.currency,
    kind: lot.kind,
    amountMinor: lot.amountMinor,
    priority,
    expiresOn: expiryOf(known.rules.expiryDays, lot.kind, known.today),
    restrictions: {},
    isRefundable,
    originKind: "payment",
    originId: payment.id,
    facts: {
      entryId: lot.entryId,
      reason: lot.reason,
      orderId: topUp.orderId,
      paymentId: payment.id,
      traceId,
    },
  };
}

async function paidTopUps(tx: Tx, merchantId: string, decided: readonly DecidedNews[]): Promise<PaidTopUp[]> {
  const news = decided.filter(
    ({ situation, decision }) => situation.order.workflow.isTopUp && decision.allocation !== null,
  );
  if (news.length === 0) return [];
  const topUps = await findTopUps(
    tx,
    merchantId,
    news.map(({ situation }) => situation.order.id),
  );
  return news.map(({ situation, decision, traceId }) => {
    const topUp = topUps.find(({ orderId }) => orderId === situation.order.id);
    invariant(topUp !== undefined, `Order ${situation.order.id} tops up nothing.`);
    const captured = decision.entries.find(({ kind }) => kind === "payment_captured");
    invariant(captured !== undefined, `Payment ${situation.payment.id} was captured without an entry.`);
    const { occurredAt } = captured;
    return { topUp, payment: situation.payment, entryId: entryId(merchantId, captured), occurredAt, traceId };
  });
}

/**
 * Makes lots of top-ups whose money has come, and of their bonus, in the transaction that records the money: before that
 * nothing of it can be spent. Their captures are posted by then.
 */
export async function grantTopUps(
  tx: Tx,
  ctx: ServiceContext,
  decided: readonly DecidedNews[],
): Promise<void> {
  const { merchantId } = ctx.actor;
  const paid = await paidTopUps(tx, merchantId, decided);
  if (paid.length === 0) return;
  const [merchant, rules] = [await findMerchant(tx, merchantId), await findWalletRules(tx, merchantId)];
  invariant(merchant !== null, "A payment has a merchant.");
  const known = { rules, today: calendarDateAt(ctx.clock.now(), merchant.timeZone) };
  const withBonus = paid.filter(({ topUp }) => topUp.bonusMinor > 0n);
  const posted = await postEntries(
    tx,
    ctx,
    withBonus.map((one) => ({ ...bonusEntry(one), traceId: one.traceId })),
    { reason: "Bonus for topping up" },
  );
  await grantLots(tx, ctx, [
    ...paid.map((one) =>
      draftOf(
        one,
        {
          kind: "top_up",
          amountMinor: one.payment.amountMinor,
          entryId: one.entryId,
          reason: one.topUp.isAutomatic ? "Topped up automatically" : "Topped up",
        },
        known,
      ),
    ),
    ...withBonus.map((one, index) =>
      draftOf(
        one,
        {
          kind: "promotional",
          amountMinor: one.topUp.bonusMinor,
          entryId: posted[index]?.entryId ?? "",
          reason: "Bonus for topping up",
        },
        known,
      ),
    ),
  ]);
}
