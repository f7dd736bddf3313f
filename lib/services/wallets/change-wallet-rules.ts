import { actorLoginId } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { checkWalletRules, type WalletRules } from "@/lib/domain/wallets/wallet-rules";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import { insertWalletRules, lockWalletRules } from "@/lib/db/wallet-rules";
import type { ServiceContext } from "../context";

export interface ChangeWalletRules {
  readonly rules: Omit<WalletRules, "version">;
  readonly reason: string;
}

/** Amounts as texts, because JSON has no whole numbers of that size; in one order, so that two alike are the same text. */
function textOf({ spendingOrder, expiryDays, restoreGraceDays, topUps }: Omit<WalletRules, "version">) {
  return {
    spendingOrder,
    expiryDays: { ...expiryDays },
    restoreGraceDays,
    topUps: topUps
      .map(({ currency, minMinor, maxMinor, presetsMinor, bonus }) => ({
        currency,
        minMinor: String(minMinor),
        maxMinor: String(maxMinor),
        presetsMinor: presetsMinor.map(String),
        bonus: bonus && { fromMinor: String(bonus.fromMinor), basisPoints: bonus.basisPoints },
      }))
      .toSorted((left, right) => left.currency.localeCompare(right.currency)),
  };
}

/**
 * Changes how a merchant's wallets work, as a new version, with a reason. It holds from then on: credit that was given keeps
 * its expiry, and a top-up that was begun keeps its bonus. The same rules again make no version and leave no record.
 */
export async function changeWalletRules(
  ctx: ServiceContext,
  command: ChangeWalletRules,
): Promise<Result<{ version: number }>> {
  const permitted = requirePermission(ctx.actor, "wallet_rules.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const checked = checkWalletRules(command.rules);
  if (!checked.ok) return checked;
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const before = await lockWalletRules(tx, merchantId);
    const merchant = await findMerchant(tx, merchantId);
    invariant(merchant !== null, "An actor has a merchant.");
    const { currencies } = merchant;
    if (checked.value.topUps.some(({ currency }) => !currencies.includes(currency)))
      return err({ kind: "rejected", code: "currency_not_enabled" });
    const [from, to] = [textOf(before), textOf(checked.value)];
    if (JSON.stringify(from) === JSON.stringify(to)) return ok({ version: before.version });
    const version = before.version + 1;
    await insertWalletRules(tx, {
      merchantId,
      rules: { ...checked.value, version },
      reason,
      actorId: actorLoginId(ctx.actor),
      actorName: ctx.actor.name,
      createdAt: ctx.clock.now(),
    });
    await recordAuditEvent(tx, ctx, {
      eventType: "merchant.wallet_rules_changed",
      command: "change-wallet-rules",
      outcome: "succeeded",
      reason,
      changes: { before: from, after: to, version },
    });
    return ok({ version });
  });
}
