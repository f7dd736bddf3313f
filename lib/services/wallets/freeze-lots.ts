import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findLotsOfOrigin, updateFrozen, type WalletKey } from "@/lib/db/wallet-lots";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { lockWallets } from "./lock-wallets";
import { writeMovements } from "./write-movements";

export interface FreezeLots {
  /** The payment that topped the wallet up. */
  readonly paymentId: string;
  /** freeze: while it is disputed. unfreeze: the dispute is over, and the credit stays. */
  readonly act: "freeze" | "unfreeze";
  readonly reason: string;
}

async function setFrozen(tx: Tx, ctx: ServiceContext, command: FreezeLots): Promise<number> {
  const { merchantId } = ctx.actor;
  const { paymentId, act } = command;
  const reason = command.reason.trim();
  const origin = { kind: "payment", id: paymentId } as const;
  const keys = new Map<string, WalletKey>(
    (await findLotsOfOrigin(tx, merchantId, origin)).map(({ customerId, currency }) => [
      `${customerId} ${currency}`,
      { merchantId, customerId, currency },
    ]),
  );
  const wallets = await lockWallets(tx, [...keys.values()]);
  // Read again: now they are locked.
  const lots = (await findLotsOfOrigin(tx, merchantId, origin)).filter(
    (lot) => (lot.frozenAt === null) === (act === "freeze"),
  );
  const frozen = act === "freeze" ? { at: ctx.clock.now(), reason } : { at: null, reason: null };
  for (const lot of lots) await updateFrozen(tx, lot, frozen);
  const kind = act === "freeze" ? "frozen" : "unfrozen";
  await writeMovements(
    tx,
    ctx,
    wallets.map((wallet) => ({
      wallet,
      changes: lots
        .filter((lot) => lot.customerId === wallet.customerId && lot.currency === wallet.currency)
        .map((lot) => ({ lotId: lot.id, kind, amountMinor: 0n, heldMinor: 0n })),
      facts: { entryId: null, paymentId, reason },
    })),
    "before_posting",
  );
  if (lots.length > 0)
    await recordAuditEvent(tx, ctx, {
      eventType: `wallet.${kind}`,
      command: "freeze-lots",
      outcome: "succeeded",
      paymentId,
      reason,
      changes: { lotIds: lots.map((lot) => lot.id) },
    });
  return lots.length;
}

/**
 * Keeps what is left of the credit of a top-up, its bonus included, from being spent while the payment is disputed, or lets it
 * be spent again. What a hold has reserved stays with its hold. Done twice, it changes nothing the second time; answers how many
 * lots it changed.
 */
export async function freezeLots(
  ctx: ServiceContext,
  command: FreezeLots,
): Promise<Result<{ readonly lotCount: number }>> {
  const permitted = requirePermission(ctx.actor, "wallet.adjust");
  if (!permitted.ok) return permitted;
  if (command.reason.trim() === "") return err({ kind: "rejected", code: "reason_required" });
  return inTransaction(async (tx) => ok({ lotCount: await setFrozen(tx, ctx, command) }));
}
