import type { FailureOf } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { type RefundSource, walletRestored } from "@/lib/domain/ledger/wallet-entries";
import { isPositive, type Money, money } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { planRestore, type RestorePart } from "@/lib/domain/wallets/restore-plan";
import { findSpentByPayment } from "@/lib/db/credit-restores";
import { findSpendingRule } from "@/lib/db/spending";
import type { Tx } from "@/lib/db/transaction";
import { findLots } from "@/lib/db/wallet-lots";
import { findWalletRules } from "@/lib/db/wallet-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { grantLots } from "./grant-lots";
import { lockWallet } from "./lock-wallets";
import { type MovementFacts, writeMovements } from "./write-movements";

export interface RestoreCredit {
  /** Of the refund that gives it back. */
  readonly refundId: string;
  readonly customerId: string;
  readonly orderId: string;
  /** The payment by credit. */
  readonly paymentId: string;
  readonly amount: Money;
  /** What bears it: see walletRestored. */
  readonly from: RefundSource;
  readonly reason: string;
}

/** Where the credit goes back to, decided under the wallet's lock. */
async function plan(tx: Tx, ctx: ServiceContext, { paymentId, amount }: RestoreCredit) {
  const { merchantId } = ctx.actor;
  const merchant = await findSpendingRule(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  const { restoreGraceDays: graceDays } = await findWalletRules(tx, merchantId);
  const spent = await findSpentByPayment(tx, merchantId, paymentId);
  const lots = await findLots(
    tx,
    merchantId,
    spent.map(({ lotId }) => lotId),
  );
  const restorables = spent.flatMap(({ lotId, spentMinor, restoredMinor }) => {
    const lot = lots.find(({ id }) => id === lotId);
    return lot === undefined ? [] : [{ lot, openMinor: spentMinor - restoredMinor }];
  });
  const today = calendarDateAt(ctx.clock.now(), merchant.timeZone);
  return planRestore(restorables, amount.amountMinor, { today, graceDays });
}

async function grantAgain(
  tx: Tx,
  ctx: ServiceContext,
  parts: readonly RestorePart[],
  refundId: string,
  facts: MovementFacts,
): Promise<void> {
  await grantLots(
    tx,
    ctx,
    parts.map(({ lot, amountMinor, newExpiresOn }) => ({
      customerId: lot.customerId,
      currency: lot.currency,
      kind: lot.kind,
      amountMinor,
      priority: lot.priority,
      expiresOn: newExpiresOn,
      restrictions: lot.restrictions,
      isRefundable: lot.isRefundable,
      originKind: "restore",
      originId: `${refundId}:${lot.id}`,
      facts,
    })),
  );
}

/**
 * Gives spent credit back, in the caller's transaction, who has locked the order and the payment and decided about the refund:
 * to the lots that it came from, with the expiry they have. Never more than was spent and not given back: refuses with how much
 * that is. Credit that expired meanwhile comes as a new lot with days of grace.
 */
export async function restoreCredit(
  tx: Tx,
  ctx: ServiceContext,
  command: RestoreCredit,
): Promise<Result<{ readonly entryId: string }, FailureOf<"rejected"> | FailureOf<"not_found">>> {
  const { amount, customerId, orderId, paymentId, refundId, from } = command;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  if (!isPositive(amount)) return err({ kind: "rejected", code: "amount_must_be_positive" });
  const { merchantId } = ctx.actor;
  const wallet = await lockWallet(tx, { merchantId, customerId, currency: amount.currency });
  if (wallet === null) return err({ kind: "not_found", code: "customer_not_found" });
  const { parts, restorableMinor } = await plan(tx, ctx, command);
  if (restorableMinor < amount.amountMinor) {
    const available = money(restorableMinor, amount.currency);
    return err({ kind: "rejected", code: "insufficient_wallet_balance", available });
  }
  const about = { orderId, paymentId, customerId, occurredAt: ctx.clock.now() };
  const [posted] = await postEntries(tx, ctx, [walletRestored({ ...about, refundId, from, amount })], {
    reason,
  });
  invariant(posted?.isNew, "A refund gives back once: its operation sees to that.");
  const facts = { entryId: posted.entryId, orderId, paymentId, reason };
  const changes = parts.flatMap(({ lot, amountMinor, newExpiresOn }) =>
    newExpiresOn === null ? [{ lotId: lot.id, kind: "restored", amountMinor, heldMinor: 0n } as const] : [],
  );
  await writeMovements(tx, ctx, [{ wallet, changes, facts }], "before_posting");
  const expired = parts.filter(({ newExpiresOn }) => newExpiresOn !== null);
  await grantAgain(tx, ctx, expired, refundId, facts);
  await recordAuditEvent(tx, ctx, {
    eventType: "wallet.restored",
    command: "restore-credit",
    outcome: "succeeded",
    orderId,
    paymentId,
    amount,
    reason,
    changes: { customerId, refundId, entryId: posted.entryId, newLotCount: expired.length },
  });
  return ok({ entryId: posted.entryId });
}
