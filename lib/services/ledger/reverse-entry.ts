import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import { lockEntry } from "@/lib/db/ledger";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { requirePermission } from "@/lib/domain/permissions";
import { planLotReversals, reverseMovements } from "../wallets/reverse-movements";
import { postReversals } from "./post-reversals";

export interface ReverseEntry {
  readonly entryId: string;
  readonly reason: string;
}

/** What staff may take back by hand. Money that moved at the gateway is undone there, not by an entry. */
const REVERSIBLE_KINDS: readonly string[] = ["wallet_granted", "wallet_clawed_back"];

async function reverse(
  tx: Tx,
  ctx: ServiceContext,
  { entryId, reason }: ReverseEntry,
): Promise<Result<{ entryId: string }>> {
  const { merchantId } = ctx.actor;
  const entry = await lockEntry(tx, merchantId, entryId);
  if (entry === null) return err({ kind: "not_found", code: "journal_entry_not_found" });
  if (entry.isReversed) return err({ kind: "conflict", code: "entry_already_reversed" });
  if (!REVERSIBLE_KINDS.includes(entry.kind)) return err({ kind: "conflict", code: "entry_not_reversible" });
  const reversals = await planLotReversals(tx, merchantId, entryId);
  if (!reversals.ok)
    return err({ kind: "rejected", code: "insufficient_wallet_balance", ...reversals.error });
  const [posted] = await postReversals(tx, ctx, [entry], { reason, at: ctx.clock.now() });
  invariant(posted !== undefined, "A reversal answers for its entry.");
  await reverseMovements(tx, ctx, reversals.value, { entryId: posted.entryId, reason });
  await recordAuditEvent(tx, ctx, {
    eventType: "journal_entry.reversed",
    command: "reverse-entry",
    outcome: "succeeded",
    idempotencyKey: `journal-entry:${entryId}:reverse`,
    reason,
    changes: { entryId: entry.id, reversalId: posted.entryId },
  });
  return ok({ entryId: posted.entryId });
}

/** Corrects the books with a mirror of an entry, linked to it. The original stays as it was, for good. */
export async function reverseEntry(
  ctx: ServiceContext,
  command: ReverseEntry,
): Promise<Result<{ entryId: string }>> {
  const permitted = requirePermission(ctx.actor, "ledger.reverse");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const operation = {
    name: `journal-entry:${command.entryId}:reverse`,
    command: "reverse-entry",
    input: { reason },
  };
  const reversed = await inTransaction((tx) =>
    doOnce(tx, ctx, operation, {
      answerOf: ({ entryId = "" }) => ({ entryId }),
      run: () => reverse(tx, ctx, { ...command, reason }),
    }),
  );
  const isReversedOtherwise = !reversed.ok && reversed.error.code === "idempotency_conflict";
  return isReversedOtherwise ? err({ kind: "conflict", code: "entry_already_reversed" }) : reversed;
}
