import { invariant } from "@/lib/domain/invariant";
import type { DecidedNews } from "@/lib/domain/payments/decide-payment-news";
import type { Tx } from "@/lib/db/transaction";
import { entryId } from "@/lib/platform/entry-identity";
import type { ServiceContext } from "../context";
import { captureHolds, releaseHolds } from "../wallets/end-holds";

/** Spends or gives back the credit beside payments whose news were decided about; the entries of what is spent are posted by now. */
export async function endDecidedHolds(
  tx: Tx,
  ctx: ServiceContext,
  decided: readonly DecidedNews[],
): Promise<void> {
  const ending = decided.flatMap(({ situation: { hold }, decision: { holdEnd, entries }, traceId }) =>
    hold === null || holdEnd === null ? [] : [{ hold, holdEnd, entries, traceId }],
  );
  await captureHolds(
    tx,
    ctx,
    ending.flatMap(({ hold, holdEnd, entries, traceId }) => {
      if (holdEnd.kind !== "captured") return [];
      const entry = entries.find((draft) => draft.kind === "wallet_spent");
      invariant(entry !== undefined, `What hold ${hold.id} pays has an entry.`);
      const { amountMinor } = holdEnd;
      const posted = entryId(hold.merchantId, entry);
      return [{ hold, amountMinor, entryId: posted, paymentId: hold.id, traceId }];
    }),
  );
  await releaseHolds(
    tx,
    ctx,
    ending.flatMap(({ hold, holdEnd, traceId }) =>
      holdEnd.kind === "released" ? [{ hold, reason: holdEnd.reason, traceId }] : [],
    ),
  );
}
