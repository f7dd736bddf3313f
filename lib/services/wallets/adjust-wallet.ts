import { invariant } from "@/lib/domain/invariant";
import type { Failure } from "@/lib/domain/failure";
import { walletClawedBack, walletGranted } from "@/lib/domain/ledger/entries";
import { walletOf } from "@/lib/domain/ledger/chart-of-accounts";
import { compare, isPositive, type Money, money } from "@/lib/domain/money/money";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockFloorBalance } from "@/lib/db/ledger";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { ledgerAccountId } from "@/lib/platform/ids";
import { inputHash } from "@/lib/platform/input-hash";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { postEntries } from "../ledger/post-entries";
import { requirePermission } from "@/lib/domain/permissions";

export interface AdjustWallet {
  /** Names this act, so that a double click grants once. */
  readonly adjustmentKey: string;
  readonly customerId: string;
  readonly direction: "grant" | "claw_back";
  readonly amount: Money;
  readonly reason: string;
}

/** What was asked under the key: the same key with another wish is refused. */
function wishOf(command: AdjustWallet) {
  const { customerId, direction, amount, reason } = command;
  return { customerId, direction, amount, reason: reason.trim() };
}

function refuse(command: AdjustWallet): Failure | null {
  if (command.reason.trim() === "") return { kind: "rejected", code: "reason_required" };
  return isPositive(command.amount) ? null : { kind: "rejected", code: "amount_must_be_positive" };
}

async function adjust(
  tx: Tx,
  ctx: ServiceContext,
  command: AdjustWallet,
): Promise<Result<{ entryId: string }>> {
  const { merchantId } = ctx.actor;
  const { customerId, amount } = command;
  const account = ledgerAccountId(merchantId, walletOf(customerId), amount.currency);
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  // No credit is worth more than what it can buy at once; a slip of the hand, or a thief at the desk, ends here.
  if (command.direction === "grant" && amount.amountMinor > merchant.paymentAmountMaxMinor)
    return err({ kind: "rejected", code: "credit_above_limit" });
  const balanceMinor = await lockFloorBalance(tx, merchantId, account);
  if (balanceMinor === null) return err({ kind: "not_found", code: "customer_not_found" });
  const available = money(-balanceMinor, amount.currency);
  if (command.direction === "claw_back" && compare(amount, available) === 1) {
    return err({ kind: "rejected", code: "insufficient_wallet_balance", available });
  }
  const recipe = command.direction === "grant" ? walletGranted : walletClawedBack;
  const adjustmentId = `${command.adjustmentKey}:${inputHash(wishOf(command))}`;
  const draft = recipe({ adjustmentId, customerId, amount, occurredAt: ctx.clock.now() });
  const [posted] = await postEntries(tx, ctx, [draft], { reason: command.reason.trim() });
  invariant(posted !== undefined, "An entry was posted.");
  await recordAuditEvent(tx, ctx, {
    eventType: command.direction === "grant" ? "wallet.granted" : "wallet.clawed_back",
    command: "adjust-wallet",
    outcome: "succeeded",
    amount,
    idempotencyKey: command.adjustmentKey,
    reason: command.reason.trim(),
    changes: { customerId, entryId: posted.entryId, balanceBeforeMinor: String(-balanceMinor) },
  });
  return ok({ entryId: posted.entryId });
}

/** Staff give a customer credit, or take back what is left of it: never below zero. */
export async function adjustWallet(
  ctx: ServiceContext,
  command: AdjustWallet,
): Promise<Result<{ entryId: string }>> {
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
