import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { walletClawedBack, walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { isPositive, type Money, money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { planClawBack } from "@/lib/domain/wallets/claw-back";
import { expiryOf, LOT_POLICIES } from "@/lib/domain/wallets/expiry-policy";
import { type Restrictions, writeRestrictions } from "@/lib/domain/wallets/restrictions";
import { type GrantableKind, PRIORITY_MAX, PRIORITY_MIN } from "@/lib/domain/wallets/wallet-lot";
import { findMerchant, type MerchantRow } from "@/lib/db/merchants";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findOpenLots } from "@/lib/db/wallet-lots";
import { findWalletRules } from "@/lib/db/wallet-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { inputHash } from "@/lib/platform/input-hash";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { postEntries } from "../ledger/post-entries";
import { grantLots } from "./grant-lots";
import { type LockedWallet, lockWallet } from "./lock-wallets";
import { writeMovements } from "./write-movements";

interface Adjustment {
  /** Names this act, so that a double click grants once. */
  readonly adjustmentKey: string;
  readonly customerId: string;
  readonly amount: Money;
  readonly reason: string;
}

export interface GrantCredit extends Adjustment {
  readonly direction: "grant";
  /** Goodwill, unless said otherwise. */
  readonly kind?: GrantableKind;
  /** 1 is spent first, 50 last; the kind's own, unless said otherwise. */
  readonly priority?: number;
  /** The last day on which it may be spent; null: never expires. The kind's own, unless said otherwise. */
  readonly expiresOn?: CalendarDate | null;
  readonly restrictions?: Restrictions;
}

export interface ClawBackCredit extends Adjustment {
  readonly direction: "claw_back";
  /** Only from this lot; gifts before paid credit and the newest first, unless said otherwise. */
  readonly lotId?: string;
}

export type AdjustWallet = GrantCredit | ClawBackCredit;

type Adjusted = { readonly entryId: string };

/** What was asked under the key: the same key with another wish is refused. */
function wishOf(command: AdjustWallet) {
  const { adjustmentKey: _key, reason, ...wish } = command;
  const limits = "restrictions" in wish ? { restrictions: writeRestrictions(wish.restrictions ?? {}) } : {};
  return { ...wish, ...limits, reason: reason.trim() };
}

function refuse(command: AdjustWallet): Failure | null {
  if (command.reason.trim() === "") return { kind: "rejected", code: "reason_required" };
  if (!isPositive(command.amount)) return { kind: "rejected", code: "amount_must_be_positive" };
  if (command.direction === "claw_back" || command.priority === undefined) return null;
  const isKnown =
    Number.isInteger(command.priority) &&
    command.priority >= PRIORITY_MIN &&
    command.priority <= PRIORITY_MAX;
  return isKnown ? null : { kind: "rejected", code: "priority_out_of_range" };
}

const adjustmentIdOf = (command: AdjustWallet) => `${command.adjustmentKey}:${inputHash(wishOf(command))}`;

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

async function adjust(tx: Tx, ctx: ServiceContext, command: AdjustWallet): Promise<Result<Adjusted>> {
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

/**
 * Staff give a customer credit, as a lot with its own rules, or take back what is left of it: never below zero, and never what
 * an open checkout holds.
 */
export async function adjustWallet(ctx: ServiceContext, command: AdjustWallet): Promise<Result<Adjusted>> {
  const permitted = requirePermission(ctx.actor, "wallet.adjust");
  if (!permitted.ok) return permitted;
  const refusal = refuse(command);
  if (refusal !== null) return err(refusal);
  const operation = {
    name: `wallet-adjustment:${command.adjustmentKey}`,
    command: "adjust-wallet",
    input: wishOf(command),
  };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ entryId = "" }) => ({ entryId }),
      run: () => adjust(tx, ctx, command),
    }),
  );
}
