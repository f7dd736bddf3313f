import { invariant } from "@/lib/domain/invariant";
import { capturedParts, releasedParts, type WalletHold } from "@/lib/domain/wallets/wallet-hold";
import type { Tx } from "@/lib/db/transaction";
import { endHolds } from "@/lib/db/wallet-holds";
import type { ServiceContext } from "../context";
import { lockWallets, type LockedWallet } from "./lock-wallets";
import { type WalletChanges, writeMovements } from "./write-movements";

/** A hold whose card part went through. */
export interface HoldCapture {
  readonly hold: WalletHold;
  /** At most what is held; less where the order claims less by now, and the rest is given back. */
  readonly amountMinor: bigint;
  /** The entry that spends it (see walletSpent), posted already. */
  readonly entryId: string;
  /** The payment by credit. */
  readonly paymentId: string;
  readonly traceId?: string | undefined;
}

/** A hold that is given up, and why. */
export interface HoldRelease {
  readonly hold: WalletHold;
  readonly reason: string;
  readonly traceId?: string | undefined;
}

async function walletsOf(tx: Tx, holds: readonly WalletHold[]): Promise<(hold: WalletHold) => LockedWallet> {
  const wallets = await lockWallets(tx, holds);
  return (hold) => {
    const wallet = wallets.find(
      (one) => one.customerId === hold.customerId && one.currency === hold.currency,
    );
    invariant(wallet !== undefined, `Hold ${hold.id} has a wallet.`);
    return wallet;
  };
}

/** Spends what holds have reserved, in the caller's transaction. The holds are locked and the entries of all of them posted. */
export async function captureHolds(
  tx: Tx,
  ctx: ServiceContext,
  captures: readonly HoldCapture[],
): Promise<void> {
  if (captures.length === 0) return;
  const walletOf = await walletsOf(
    tx,
    captures.map(({ hold }) => hold),
  );
  const changes = captures.map(({ hold, amountMinor, entryId, paymentId, traceId }): WalletChanges => {
    invariant(amountMinor > 0n && amountMinor <= hold.amountMinor, `Hold ${hold.id} does not cover it.`);
    return {
      wallet: walletOf(hold),
      changes: capturedParts(hold, amountMinor),
      facts: { entryId, holdId: hold.id, orderId: hold.orderId, paymentId, traceId },
    };
  });
  const ended = await endHolds(
    tx,
    captures.map(({ hold }) => ({
      merchant_id: hold.merchantId,
      id: hold.id,
      state: "captured",
      reason: null,
    })),
    ctx.clock.now(),
  );
  invariant(ended === captures.length, "A hold is captured once.");
  await writeMovements(tx, ctx, changes, "after_posting");
}

/** Gives back what holds have reserved, in the caller's transaction. The holds are locked. */
export async function releaseHolds(
  tx: Tx,
  ctx: ServiceContext,
  releases: readonly HoldRelease[],
): Promise<void> {
  if (releases.length === 0) return;
  const walletOf = await walletsOf(
    tx,
    releases.map(({ hold }) => hold),
  );
  const ended = await endHolds(
    tx,
    releases.map(({ hold, reason }) => ({
      merchant_id: hold.merchantId,
      id: hold.id,
      state: "released",
      reason,
    })),
    ctx.clock.now(),
  );
  invariant(ended === releases.length, "A hold is released once.");
  await writeMovements(
    tx,
    ctx,
    releases.map(({ hold, reason, traceId }) => ({
      wallet: walletOf(hold),
      changes: releasedParts(hold),
      facts: {
        entryId: null,
        holdId: hold.id,
        orderId: hold.orderId,
        paymentId: hold.paymentId,
        reason,
        traceId,
      },
    })),
    "before_posting",
  );
}
