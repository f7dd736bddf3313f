import { money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, type Result } from "@/lib/domain/result";
import { modelOf, type PaymentTerms, readTerms, termsJson } from "@/lib/domain/terms/payment-terms";
import { planTermsChange } from "@/lib/domain/terms/plan-terms-change";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";
import { changeSchedule } from "./change-schedule";
import type { DecidedSchedule } from "./decide-schedule";
import { replaceSchedule } from "./replace-schedule";

export interface ChangeOrderTerms {
  /** Names this showing of the preview, so that sending it twice changes once. */
  readonly changeKey: string;
  readonly orderId: string;
  readonly terms: PaymentTerms;
  /** The fingerprint of the schedule that was previewed. */
  readonly seen: string;
  readonly reason: string;
}

async function change(
  tx: Tx,
  ctx: ServiceContext,
  { before, outcome }: DecidedSchedule,
  { changeKey, reason }: Pick<ChangeOrderTerms, "changeKey" | "reason">,
): Promise<string> {
  const at = ctx.clock.now();
  const id = newId();
  const { order } = outcome;
  const names = { from: modelOf(before.order.terms).name, to: modelOf(order.terms).name };
  const isConfirmed = outcome.step === "confirmed";
  const changed = {
    orderId: order.id,
    kind: "terms_changed",
    fromState: isConfirmed ? before.order.state : null,
    toState: isConfirmed ? "confirmed" : null,
    details: { ...names, reason },
    paymentId: null,
    occurredAt: at,
  } as const;
  const events = await replaceSchedule(tx, ctx, { id, before, outcome, reason, at });
  const cause = { kind: "command", command: "change-order-terms" } as const;
  await recordOrderEvents(tx, ctx, cause, [changed, ...events]);
  await recordAuditEvent(tx, ctx, {
    eventType: "order.terms_changed",
    command: "change-order-terms",
    outcome: "succeeded",
    orderId: order.id,
    amount: money(order.totalMinor, order.currency),
    reason,
    idempotencyKey: changeKey,
    changes: {
      changeId: id,
      before: { terms: termsJson(before.order.terms), totalMinor: String(before.order.totalMinor) },
      after: { terms: termsJson(order.terms), totalMinor: String(order.totalMinor) },
    },
  });
  return id;
}

/**
 * Sets other terms for what is open of an order, with a reason: what is paid stays paid, the rest is owed as the new terms say,
 * counted from today. Its invoices are credited and issued anew; an open payment is given up first. Old and new are kept.
 */
export async function changeOrderTerms(
  ctx: ServiceContext,
  command: ChangeOrderTerms,
): Promise<Result<{ changeId: string }>> {
  const permitted = requirePermission(ctx.actor, "order_terms.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const terms = readTerms(command.terms);
  if (terms === null) return err({ kind: "rejected", code: "terms_malformed" });
  const { changeKey, orderId, seen } = command;
  return changeSchedule(ctx, {
    operation: {
      name: `order-terms:${changeKey}:change`,
      command: "change-order-terms",
      input: { orderId, terms: termsJson(terms), reason },
    },
    wish: { orderId, seen, plan: (before) => planTermsChange(before, terms) },
    write: (tx, decided) => change(tx, ctx, decided, { changeKey, reason }),
  });
}
