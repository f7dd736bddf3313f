import { actorLoginId } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import type { LotChange } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "@/lib/db/transaction";
import type { WalletKey } from "@/lib/db/wallet-lots";
import { insertMovements, type MovementRow, moveLots } from "@/lib/db/wallet-movements";
import type { ServiceContext } from "../context";

/** What made lots change, and what it belongs to. */
export interface MovementFacts {
  /** The entry that moves the balance; null where only holds or freezes change. */
  readonly entryId: string | null;
  readonly holdId?: string | null;
  readonly orderId?: string | null;
  readonly paymentId?: string | null;
  readonly reason?: string | null;
  /** The trace of the act itself, where one batch holds many. */
  readonly traceId?: string | undefined;
}

/** Changes of one wallet for one reason. */
export interface WalletChanges {
  readonly wallet: WalletKey;
  /** The balance once all changes are made. */
  readonly balanceAfterMinor: bigint;
  readonly changes: readonly LotChange[];
  readonly facts: MovementFacts;
}

function rowsOf(
  ctx: ServiceContext,
  { wallet, balanceAfterMinor, changes, facts }: WalletChanges,
): MovementRow[] {
  let balanceMinor = changes.reduce((left, change) => left - change.amountMinor, balanceAfterMinor);
  return changes.map((change) => {
    balanceMinor += change.amountMinor;
    return {
      merchant_id: wallet.merchantId,
      customer_id: wallet.customerId,
      currency: wallet.currency,
      lot_id: change.lotId,
      kind: change.kind,
      amount_minor: String(change.amountMinor),
      held_minor: String(change.heldMinor),
      balance_after_minor: String(balanceMinor),
      entry_id: change.amountMinor === 0n ? null : facts.entryId,
      hold_id: facts.holdId ?? null,
      order_id: facts.orderId ?? null,
      payment_id: facts.paymentId ?? null,
      reason: facts.reason ?? null,
      actor_kind: ctx.actor.kind,
      actor_id: actorLoginId(ctx.actor),
      actor_name: ctx.actor.name,
      trace_id: facts.traceId ?? ctx.traceId,
      occurred_at: ctx.clock.now().toISOString(),
    };
  });
}

/** Changes lots of wallets that are locked, and writes why: the only writer of movements. */
export async function writeMovements(
  tx: Tx,
  ctx: ServiceContext,
  all: readonly WalletChanges[],
): Promise<void> {
  await moveLots(
    tx,
    all.flatMap((one) => rowsOf(ctx, one)),
  );
}

/** Writes the first movement of lots that were just made. */
export async function writeGrants(tx: Tx, ctx: ServiceContext, all: readonly WalletChanges[]): Promise<void> {
  invariant(
    all.every(({ changes }) => changes.every(({ kind }) => kind === "granted")),
    "A lot begins by being granted.",
  );
  await insertMovements(
    tx,
    all.flatMap((one) => rowsOf(ctx, one)),
  );
}
