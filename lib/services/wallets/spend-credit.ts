import type { FailureOf } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { walletSpent } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import { ok, type Result } from "@/lib/domain/result";
import type { SpendingPart } from "@/lib/domain/wallets/spending-plan";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { postEntries } from "../ledger/post-entries";
import { type CreditPurpose, planCredit } from "./plan-credit";
import { writeMovements } from "./write-movements";

export interface SpentCredit {
  readonly entryId: string;
  readonly amountMinor: bigint;
  /** The lots that gave it. */
  readonly parts: readonly SpendingPart[];
}

/**
 * Spends credit at once, in the caller's transaction, where no card has to go through first: posts the entry and takes from the
 * lots. The payment's row, the allocation and what follows from it are the caller's, who has locked the order.
 */
export async function spendCredit(
  tx: Tx,
  ctx: ServiceContext,
  purpose: CreditPurpose & { readonly paymentId: string; readonly occurredAt: Date },
): Promise<Result<SpentCredit, FailureOf<"rejected">>> {
  const planned = await planCredit(tx, ctx, purpose);
  if (!planned.ok) return planned;
  const { wallet, plan } = planned.value;
  const { order, paymentId, occurredAt } = purpose;
  const amount = money(plan.totalMinor, order.currency);
  const about = { orderId: order.id, paymentId };
  const draft = walletSpent({ ...about, customerId: order.customerId, amount, occurredAt });
  const [posted] = await postEntries(tx, ctx, [draft]);
  invariant(posted !== undefined, "An entry was posted.");
  const changes = plan.parts.map(
    ({ lotId, amountMinor }) => ({ lotId, kind: "spent", amountMinor: -amountMinor, heldMinor: 0n }) as const,
  );
  const facts = { ...about, entryId: posted.entryId };
  await writeMovements(tx, ctx, [{ wallet, changes, facts }], "before_posting");
  return ok({ entryId: posted.entryId, amountMinor: plan.totalMinor, parts: plan.parts });
}
