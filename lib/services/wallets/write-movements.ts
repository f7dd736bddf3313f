import { actorLoginId } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import type { LotChange } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "@/lib/db/transaction";
import { findLastBalance, insertMovements, type MovementRow, moveLots } from "@/lib/db/wallet-movements";
import type { ServiceContext } from "../context";
import type { LockedWallet } from "./lock-wallets";

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
  readonly wallet: LockedWallet;
  readonly changes: readonly LotChange[];
  readonly facts: MovementFacts;
}

/** Whether the wallets were locked, and their balances read, before or after the entries of these changes were posted. */
type BalanceRead = "before_posting" | "after_posting";

const nameOf = ({ customerId, currency }: LockedWallet) => `${customerId} ${currency}`;

/**
 * What each wallet held before the first of the changes. Where entries were posted before the balance was read, it is what the
 * last movement left: they may move the wallet by more than these changes, which other changes of the same transaction explain.
 */
async function startingBalances(
  tx: Tx,
  all: readonly WalletChanges[],
  read: BalanceRead,
): Promise<Map<string, bigint>> {
  if (read === "before_posting")
    return new Map(all.map(({ wallet }) => [nameOf(wallet), wallet.balanceMinor]));
  const wallets = new Map(all.map(({ wallet }) => [nameOf(wallet), wallet]));
  const balances = new Map<string, bigint>();
  for (const [name, wallet] of wallets) balances.set(name, await findLastBalance(tx, wallet));
  return balances;
}

async function rowsOf(
  tx: Tx,
  ctx: ServiceContext,
  all: readonly WalletChanges[],
  read: BalanceRead,
): Promise<MovementRow[]> {
  const balances = await startingBalances(tx, all, read);
  const occurredAt = ctx.clock.now().toISOString();
  return all.flatMap(({ wallet, changes, facts }) =>
    changes.map((change): MovementRow => {
      const balanceMinor = (balances.get(nameOf(wallet)) ?? 0n) + change.amountMinor;
      balances.set(nameOf(wallet), balanceMinor);
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
        occurred_at: occurredAt,
      };
    }),
  );
}

/** Changes lots of wallets that are locked, and writes why, in the order given. */
export async function writeMovements(
  tx: Tx,
  ctx: ServiceContext,
  all: readonly WalletChanges[],
  read: BalanceRead,
): Promise<void> {
  await moveLots(tx, await rowsOf(tx, ctx, all, read));
}

/** Writes the first movement of lots that were just made of credit that is posted. */
export async function writeGrants(tx: Tx, ctx: ServiceContext, all: readonly WalletChanges[]): Promise<void> {
  invariant(
    all.every(({ changes }) => changes.every(({ kind }) => kind === "granted")),
    "A lot begins by being granted.",
  );
  await insertMovements(tx, await rowsOf(tx, ctx, all, "after_posting"));
}
