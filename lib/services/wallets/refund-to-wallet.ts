import type { FailureOf } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { type RefundSource, walletRefunded } from "@/lib/domain/ledger/wallet-entries";
import { isPositive, type Money } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { expiryOf, LOT_POLICIES } from "@/lib/domain/wallets/expiry-policy";
import { findSpendingRule } from "@/lib/db/spending";
import type { Tx } from "@/lib/db/transaction";
import { findWalletRules } from "@/lib/db/wallet-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { grantLots, type LotDraft } from "./grant-lots";
import { lockWallet } from "./lock-wallets";

export interface RefundToWallet {
  readonly refundId: string;
  readonly customerId: string;
  readonly orderId: string;
  /** The payment whose money becomes credit. */
  readonly paymentId: string;
  readonly amount: Money;
  /** What bears it: see walletRefunded. */
  readonly from: RefundSource;
  readonly reason: string;
  /** Money that was the customer's all the while, and never expires; it goes with its payment where that is disputed. */
  readonly isLateMoney?: boolean;
}

/** When the lot expires, and what it is said to come from. */
async function lotTermsOf(
  tx: Tx,
  ctx: ServiceContext,
  { isLateMoney, paymentId, refundId }: RefundToWallet,
): Promise<Pick<LotDraft, "expiresOn" | "originKind" | "originId">> {
  if (isLateMoney === true) return { expiresOn: null, originKind: "payment", originId: paymentId };
  const { merchantId } = ctx.actor;
  const merchant = await findSpendingRule(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  const { expiryDays } = await findWalletRules(tx, merchantId);
  const today = calendarDateAt(ctx.clock.now(), merchant.timeZone);
  return { expiresOn: expiryOf(expiryDays, "refund", today), originKind: "refund", originId: refundId };
}

/**
 * Gives money that was paid by card or by hand back as credit, in the caller's transaction, who has locked the order and the
 * payment and decided about the refund. It is the customer's money: its lot follows the merchant's rule for refunds, and can
 * become money again.
 */
export async function refundToWallet(
  tx: Tx,
  ctx: ServiceContext,
  command: RefundToWallet,
): Promise<
  Result<{ readonly entryId: string; readonly lotId: string }, FailureOf<"rejected"> | FailureOf<"not_found">>
> {
  const { amount, customerId, orderId, paymentId, refundId, from } = command;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  if (!isPositive(amount)) return err({ kind: "rejected", code: "amount_must_be_positive" });
  const { merchantId } = ctx.actor;
  const wallet = await lockWallet(tx, { merchantId, customerId, currency: amount.currency });
  if (wallet === null) return err({ kind: "not_found", code: "customer_not_found" });
  const about = { orderId, paymentId, customerId, occurredAt: ctx.clock.now() };
  const [posted] = await postEntries(tx, ctx, [walletRefunded({ ...about, refundId, from, amount })], {
    reason,
  });
  invariant(posted?.isNew, "A refund gives back once: its operation sees to that.");
  const [lotId] = await grantLots(tx, ctx, [
    {
      ...LOT_POLICIES.refund,
      customerId,
      currency: amount.currency,
      kind: "refund",
      amountMinor: amount.amountMinor,
      ...(await lotTermsOf(tx, ctx, command)),
      restrictions: {},
      facts: { entryId: posted.entryId, orderId, paymentId, reason },
    },
  ]);
  invariant(lotId !== undefined, "A lot was made.");
  await recordAuditEvent(tx, ctx, {
    eventType: "wallet.refunded",
    command: "refund-to-wallet",
    outcome: "succeeded",
    orderId,
    paymentId,
    amount,
    reason,
    changes: { customerId, refundId, entryId: posted.entryId, lotId },
  });
  return ok({ entryId: posted.entryId, lotId });
}
