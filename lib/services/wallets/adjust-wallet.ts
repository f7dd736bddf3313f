import type { Failure } from "@/lib/domain/failure";
import { isPositive } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, type Result } from "@/lib/domain/result";
import { adjustmentWish, type AdjustWallet } from "@/lib/domain/wallets/wallet-adjustment";
import { PRIORITY_MAX, PRIORITY_MIN } from "@/lib/domain/wallets/wallet-lot";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { type Adjusted, applyAdjustment } from "./apply-adjustment";

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
    input: adjustmentWish(command),
  };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ entryId = "" }) => ({ entryId }),
      run: () => applyAdjustment(tx, ctx, command),
    }),
  );
}
