import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { walletConverted } from "@/lib/domain/ledger/wallet-entries";
import { isPositive, type Money, money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { freeMinor, type WalletLot } from "@/lib/domain/wallets/wallet-lot";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { findLots } from "@/lib/db/wallet-lots";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { postEntries } from "../ledger/post-entries";
import { grantLots } from "./grant-lots";
import { type LockedWallet, lockWallets } from "./lock-wallets";
import { writeMovements } from "./write-movements";

export interface ConvertCredit {
  /** Names this act, so that a double click converts once. */
  readonly conversionKey: string;
  readonly lotId: string;
  /** What leaves the lot, in its currency. */
  readonly from: Money;
  /** What the customer has instead, in another currency: agreed, not computed. */
  readonly to: Money;
  readonly reason: string;
}

type Converted = { readonly entryId: string; readonly lotId: string };

function refuseCommand({ from, to, reason }: ConvertCredit): Failure | null {
  if (reason.trim() === "") return { kind: "rejected", code: "reason_required" };
  if (!isPositive(from) || !isPositive(to)) return { kind: "rejected", code: "amount_must_be_positive" };
  return from.currency === to.currency ? { kind: "rejected", code: "currency_mismatch" } : null;
}

/** A rule about amounts in one currency says nothing in another, and a disputed lot is not to be moved out of sight. */
function isBound({ frozenAt, restrictions }: WalletLot): boolean {
  const { minimumOrderMinor, gatewayFundedMinor } = restrictions;
  return frozenAt !== null || minimumOrderMinor !== undefined || gatewayFundedMinor !== undefined;
}

/** The lot and its wallet, under the locks of both wallets, or why it cannot be converted. */
async function lockConvertible(
  tx: Tx,
  merchantId: string,
  { lotId, from, to }: ConvertCredit,
): Promise<Result<{ readonly lot: WalletLot; readonly wallet: LockedWallet }>> {
  const [found] = await findLots(tx, merchantId, [lotId]);
  if (found === undefined) return err({ kind: "not_found", code: "wallet_lot_not_found" });
  if (found.currency !== from.currency) return err({ kind: "rejected", code: "currency_mismatch" });
  const { customerId } = found;
  const wallets = await lockWallets(tx, [
    { merchantId, customerId, currency: from.currency },
    { merchantId, customerId, currency: to.currency },
  ]);
  const wallet = wallets.find(({ currency }) => currency === from.currency);
  if (wallet === undefined || wallets.length < 2)
    return err({ kind: "rejected", code: "currency_not_enabled" });
  // Read again: now it is locked.
  const [lot] = await findLots(tx, merchantId, [lotId]);
  invariant(lot !== undefined, "No lot goes away.");
  if (isBound(lot)) return err({ kind: "conflict", code: "wallet_lot_not_convertible" });
  if (freeMinor(lot) < from.amountMinor) {
    const available = money(freeMinor(lot), from.currency);
    return err({ kind: "rejected", code: "insufficient_wallet_balance", available });
  }
  return ok({ lot, wallet });
}

/** Takes from the lot, and makes the one in the other currency. */
async function move(
  tx: Tx,
  ctx: ServiceContext,
  { from, to, conversionKey, reason: given }: ConvertCredit,
  { lot, wallet }: { readonly lot: WalletLot; readonly wallet: LockedWallet },
): Promise<Converted> {
  const reason = given.trim();
  const { customerId, kind, priority, expiresOn, restrictions, isRefundable } = lot;
  const about = { customerId, conversionId: conversionKey, occurredAt: ctx.clock.now() };
  const [posted] = await postEntries(tx, ctx, [walletConverted({ ...about, from, to })], { reason });
  invariant(posted !== undefined, "An entry was posted.");
  const facts = { entryId: posted.entryId, reason };
  const change = {
    lotId: lot.id,
    kind: "converted",
    amountMinor: -from.amountMinor,
    heldMinor: 0n,
  } as const;
  await writeMovements(tx, ctx, [{ wallet, changes: [change], facts }], "before_posting");
  const terms = { customerId, kind, priority, expiresOn, restrictions, isRefundable };
  const origin = { originKind: "conversion", originId: conversionKey } as const;
  const draft = { ...terms, ...origin, currency: to.currency, amountMinor: to.amountMinor, facts };
  const [lotId] = await grantLots(tx, ctx, [draft]);
  invariant(lotId !== undefined, "A lot was made.");
  return { entryId: posted.entryId, lotId };
}

async function convert(tx: Tx, ctx: ServiceContext, command: ConvertCredit): Promise<Result<Converted>> {
  const { merchantId } = ctx.actor;
  const { lotId, from, to, conversionKey } = command;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, "An actor has a merchant.");
  if (to.amountMinor > merchant.paymentAmountMaxMinor)
    return err({ kind: "rejected", code: "credit_above_limit" });
  const locked = await lockConvertible(tx, merchantId, command);
  if (!locked.ok) return locked;
  const converted = await move(tx, ctx, command, locked.value);
  await recordAuditEvent(tx, ctx, {
    eventType: "wallet.converted",
    command: "convert-credit",
    outcome: "succeeded",
    amount: from,
    idempotencyKey: conversionKey,
    reason: command.reason.trim(),
    changes: {
      customerId: locked.value.lot.customerId,
      entryId: converted.entryId,
      fromLotId: lotId,
      toLotId: converted.lotId,
      toMinor: String(to.amountMinor),
      toCurrency: to.currency,
    },
  });
  return ok(converted);
}

/**
 * Staff turn credit of a lot into credit in another currency, at a worth that was agreed. The new lot keeps kind, priority and
 * expiry. Nothing else ever moves credit between currencies.
 */
export async function convertCredit(ctx: ServiceContext, command: ConvertCredit): Promise<Result<Converted>> {
  const permitted = requirePermission(ctx.actor, "wallet.adjust");
  if (!permitted.ok) return permitted;
  const refusal = refuseCommand(command);
  if (refusal !== null) return err(refusal);
  const { conversionKey, lotId, from, to, reason } = command;
  const operation = {
    name: `wallet-conversion:${conversionKey}`,
    command: "convert-credit",
    input: { lotId, from, to, reason: reason.trim() },
  };
  return inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ entryId = "", lotId: newLotId = "" }) => ({ entryId, lotId: newLotId }),
      run: () => convert(tx, ctx, command),
    }),
  );
}
