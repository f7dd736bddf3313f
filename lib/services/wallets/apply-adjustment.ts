import { invariant } from "@/lib/domain/invariant";
import { walletClawedBack, walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { planClawBack } from "@/lib/domain/wallets/claw-back";
import { expiryOf, LOT_POLICIES } from "@/lib/domain/wallets/expiry-policy";
import {
  adjustmentWish,
  type AdjustWallet,
  type ClawBackCredit,
  type GrantCredit,
} from "@/lib/domain/wallets/wallet-adjustment";
import { findMerchant, type MerchantRow } from "@/lib/db/merchants";
import type { Tx } from "@/lib/db/transaction";
import { findOpenLots } from "@/lib/db/wallet-lots";
import { findWalletRules } from "@/lib/db/wallet-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inputHash } from "@/lib/platform/input-hash";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { grantLots } from "./grant-lots";
import { type LockedWallet, lockWallet } from "./lock-wallets";
import { writeMovements } from "./write-movements";

export type Adjusted = { readonly entryId: string };

const adjustmentIdOf = (command: AdjustWallet) =>
  `${command.adjustmentKey}:${inputHash(adjustmentWish(command))}`;

interface Situation {
  readonly merchant: MerchantRow;
  readonly wallet: LockedWallet;
  readonly today: CalendarDate;
}

async function grant(
  tx: Tx,
  ctx: ServiceContext,
  command: GrantCredit,
  { today }: Situation,
): Promise<Result<Adjusted>> {
  const { customerId, amount, kind = "goodwill", restrictions = {} } = command;
  const policy = LOT_POLICIES[kind];
  const { expiryDays } = await findWalletRules(tx, ctx.actor.merchantId);
  const expiresOn = command.expiresOn === undefined ? expiryOf(expiryDays, kind, today) : command.expiresOn;
  if (expiresOn !== null && expiresOn < today) return err({ kind: "rejected", code: "expiry_has_passed" });
  const reason = command.reason.trim();
  const adjustmentId = adjustmentIdOf(command);
  const draft = walletGranted({ adjustmentId, customerId, amount, occurredAt: ctx.clock.now() });
  const [posted] = await postEntries(tx, ctx, [draft], { reason });
  invariant(posted !== undefined, "An entry was posted.");
  await grantLots(tx, ctx, [
    {
      customerId,
      currency: amount.currency,
      kind,
      amountMinor: amount.amountMinor,
      priority: command.priority ?? policy.priority,
      expiresOn,
      restrictions,
      isRefundable: policy.isRefundable,
      originKind: "adjustment",
      originId: command.adjustmentKey,
      facts: { entryId: posted.entryId, reason },
    },
  ]);
  return ok({ entryId: posted.entryId });
}

async function clawBack(
  tx: Tx,
  ctx: ServiceContext,
  command: ClawBackCredit,
  { wallet }: Situation,
): Promise<Result<Adjusted>> {
  const { customerId, amount, lotId } = command;
  const open = await findOpenLots(tx, wallet);
  const lots = lotId === undefined ? open : open.filter((lot) => lot.id === lotId);
  if (lotId !== undefined && lots.length === 0)
    return err({ kind: "not_found", code: "wallet_lot_not_found" });
  const plan = planClawBack(lots, amount.amountMinor);
  if (plan.availableMinor < amount.amountMinor) {
    const available = money(plan.availableMinor, amount.currency);
    return err({ kind: "rejected", code: "insufficient_wallet_balance", available });
  }
  const reason = command.reason.trim();
  const draft = walletClawedBack({
    adjustmentId: adjustmentIdOf(command),
    customerId,
    amount,
    paid: money(plan.paidMinor, amount.currency),
    occurredAt: ctx.clock.now(),
  });
  const [posted] = await postEntries(tx, ctx, [draft], { reason });
  invariant(posted !== undefined, "An entry was posted.");
  const facts = { entryId: posted.entryId, reason };
  await writeMovements(tx, ctx, [{ wallet, changes: plan.changes, facts }], "before_posting");
  return ok({ entryId: posted.entryId });
}

/**
 * Does an adjustment that somebody may do and has given a reason for, in the caller's transaction. Who decides about it stays
 * outside: the command lets one person do it at once; an approval by a second person calls this when they have agreed.
 */
export async function applyAdjustment(
  tx: Tx,
  ctx: ServiceContext,
  command: AdjustWallet,
): Promise<Result<Adjusted>> {
  const { merchantId } = ctx.actor;
  const { customerId, amount } = command;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  // No credit is worth more than what it can buy at once; a slip of the hand, or a thief at the desk, ends here.
  if (command.direction === "grant" && amount.amountMinor > merchant.paymentAmountMaxMinor)
    return err({ kind: "rejected", code: "credit_above_limit" });
  const wallet = await lockWallet(tx, { merchantId, customerId, currency: amount.currency });
  if (wallet === null) return err({ kind: "not_found", code: "customer_not_found" });
  const situation = { merchant, wallet, today: calendarDateAt(ctx.clock.now(), merchant.timeZone) };
  const adjusted =
    command.direction === "grant"
      ? await grant(tx, ctx, command, situation)
      : await clawBack(tx, ctx, command, situation);
  if (!adjusted.ok) return adjusted;
  await recordAuditEvent(tx, ctx, {
    eventType: command.direction === "grant" ? "wallet.granted" : "wallet.clawed_back",
    command: "adjust-wallet",
    outcome: "succeeded",
    amount,
    idempotencyKey: command.adjustmentKey,
    reason: command.reason.trim(),
    changes: {
      customerId,
      entryId: adjusted.value.entryId,
      balanceBeforeMinor: String(wallet.balanceMinor),
    },
  });
  return adjusted;
}
