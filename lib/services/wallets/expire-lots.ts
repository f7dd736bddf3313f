import { invariant } from "@/lib/domain/invariant";
import { walletExpired } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { expiredInto } from "@/lib/domain/wallets/expiry-policy";
import { freeMinor, isExpired, type WalletLot } from "@/lib/domain/wallets/wallet-lot";
import { findSpendingRule } from "@/lib/db/spending";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findOverdueLots, type OverdueLot } from "@/lib/db/wallet-expiry";
import { findLots } from "@/lib/db/wallet-lots";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Clock } from "@/lib/platform/clock";
import { newTraceId } from "@/lib/platform/trace";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { type LockedWallet, lockWallet } from "./lock-wallets";
import { writeMovements } from "./write-movements";

/** Takes what is free in a lot out of the wallet. */
async function expire(tx: Tx, ctx: ServiceContext, wallet: LockedWallet, lot: WalletLot): Promise<void> {
  const amount = money(freeMinor(lot), lot.currency);
  const reason = `Expired on ${lot.expiresOn}.`;
  const draft = walletExpired({
    customerId: lot.customerId,
    lotId: lot.id,
    remainingMinor: lot.remainingMinor,
    into: expiredInto(lot.kind),
    amount,
    occurredAt: ctx.clock.now(),
  });
  const [posted] = await postEntries(tx, ctx, [draft], { reason });
  invariant(posted !== undefined, "An entry was posted.");
  const change = { lotId: lot.id, kind: "expired", amountMinor: -amount.amountMinor, heldMinor: 0n } as const;
  const facts = { entryId: posted.entryId, reason };
  await writeMovements(tx, ctx, [{ wallet, changes: [change], facts }], "before_posting");
  await recordAuditEvent(tx, ctx, {
    eventType: "wallet.expired",
    command: "expire-lots",
    outcome: "succeeded",
    amount,
    reason,
    changes: { customerId: lot.customerId, lotId: lot.id, entryId: posted.entryId },
  });
}

/** Expires a lot unless it was spent, put off or held meanwhile. */
async function expireOne(ctx: ServiceContext, { merchantId, lotId }: OverdueLot): Promise<boolean> {
  return inTransaction(async (tx) => {
    const [found] = await findLots(tx, merchantId, [lotId]);
    const wallet = found === undefined ? null : await lockWallet(tx, found);
    if (wallet === null) return false;
    // Read again: now it is locked.
    const [lot] = await findLots(tx, merchantId, [lotId]);
    const merchant = await findSpendingRule(tx, merchantId);
    if (lot === undefined || merchant === null || lot.frozenAt !== null) return false;
    const today = calendarDateAt(ctx.clock.now(), merchant.timeZone);
    if (!isExpired(lot, today) || freeMinor(lot) <= 0n) return false;
    await expire(tx, ctx, wallet, lot);
    return true;
  });
}

/**
 * Takes credit whose last day is over out of the wallets of all merchants: what was paid for becomes breakage, what was given
 * away is no expense any more. What a hold has reserved keeps its value until the hold ends. Done again, it finds nothing.
 * Answers how many lots it looked at and how many it expired.
 */
export async function expireLots(
  clock: Clock,
  limit: number,
): Promise<{ readonly foundCount: number; readonly expiredCount: number }> {
  const found = await findOverdueLots(clock.now(), limit);
  let expiredCount = 0;
  for (const lot of found) {
    const actor = { kind: "system", merchantId: lot.merchantId, name: "Remit" } as const;
    const isDone = await expireOne({ actor, traceId: newTraceId(), ipAddress: null, clock }, lot);
    if (isDone) expiredCount += 1;
  }
  return { foundCount: found.length, expiredCount };
}
