import { invariant } from "@/lib/domain/invariant";
import { writeRestrictions } from "@/lib/domain/wallets/restrictions";
import type { LotChange, WalletLot } from "@/lib/domain/wallets/wallet-lot";
import type { Tx } from "@/lib/db/transaction";
import { insertLots, type WalletKey } from "@/lib/db/wallet-lots";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { lockWallets } from "./lock-wallets";
import { type MovementFacts, type WalletChanges, writeGrants } from "./write-movements";

/** A lot to be made of credit that an entry has brought into the wallet. */
export interface LotDraft extends Pick<
  WalletLot,
  | "customerId"
  | "currency"
  | "kind"
  | "priority"
  | "expiresOn"
  | "restrictions"
  | "isRefundable"
  | "originKind"
  | "originId"
> {
  readonly amountMinor: bigint;
  /** The entry, and what it belongs to. */
  readonly facts: MovementFacts;
}

const walletKeyOf = (merchantId: string, { customerId, currency }: LotDraft): WalletKey => ({
  merchantId,
  customerId,
  currency,
});

async function insertAll(
  tx: Tx,
  ctx: ServiceContext,
  drafts: readonly (LotDraft & { readonly id: string })[],
): Promise<void> {
  await insertLots(
    tx,
    drafts.map((draft) => ({
      merchant_id: ctx.actor.merchantId,
      id: draft.id,
      customer_id: draft.customerId,
      currency: draft.currency,
      kind: draft.kind,
      granted_minor: String(draft.amountMinor),
      priority: draft.priority,
      expires_on: draft.expiresOn,
      restrictions: writeRestrictions(draft.restrictions),
      is_refundable: draft.isRefundable,
      origin_kind: draft.originKind,
      origin_id: draft.originId,
      granted_at: ctx.clock.now().toISOString(),
    })),
  );
}

/**
 * Makes lots of credit that is already posted to its wallets, in the caller's transaction. Answers their ids, in the order of
 * the drafts. Call it once for all that a transaction grants after posting all of its entries: the wallets' balances are read here.
 */
export async function grantLots(tx: Tx, ctx: ServiceContext, drafts: readonly LotDraft[]): Promise<string[]> {
  if (drafts.length === 0) return [];
  const { merchantId } = ctx.actor;
  const lots = drafts.map((draft) => ({ ...draft, id: newId() }));
  const wallets = await lockWallets(
    tx,
    drafts.map((draft) => walletKeyOf(merchantId, draft)),
  );
  await insertAll(tx, ctx, lots);
  const written = lots.flatMap((lot): WalletChanges[] => {
    const wallet = wallets.find((one) => one.customerId === lot.customerId && one.currency === lot.currency);
    if (wallet === undefined) return [];
    const change: LotChange = { lotId: lot.id, kind: "granted", amountMinor: lot.amountMinor, heldMinor: 0n };
    return [{ wallet, changes: [change], facts: lot.facts }];
  });
  invariant(written.length === lots.length, "Each lot has a wallet.");
  await writeGrants(tx, ctx, written);
  return lots.map((lot) => lot.id);
}
