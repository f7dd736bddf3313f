import { invariant } from "@/lib/domain/invariant";
import { money } from "@/lib/domain/money/money";
import { requirePermission } from "@/lib/domain/permissions";
import { err, type Result } from "@/lib/domain/result";
import { planExtension } from "@/lib/domain/terms/plan-extension";
import { type CalendarDate, isCalendarDate } from "@/lib/domain/time/calendar-date";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { recordOrderEvents } from "../orders/record-order-events";
import { changeSchedule } from "./change-schedule";
import type { DecidedSchedule } from "./decide-schedule";
import { replaceSchedule } from "./replace-schedule";

export interface ExtendDueDate {
  /** Names this showing of the form, so that sending it twice extends once. */
  readonly extensionKey: string;
  readonly orderId: string;
  /** Of the installment in its schedule. */
  readonly position: number;
  readonly dueOn: CalendarDate;
  readonly reason: string;
}

async function extend(
  tx: Tx,
  ctx: ServiceContext,
  { before, outcome }: DecidedSchedule,
  { extensionKey, position, dueOn, reason }: ExtendDueDate,
): Promise<string> {
  const at = ctx.clock.now();
  const id = newId();
  const { order } = before;
  const [withdrawal] = outcome.withdrawals;
  invariant(withdrawal !== undefined, "An extension takes the place of one installment.");
  const events = await replaceSchedule(tx, ctx, { id, before, outcome, reason, at });
  const from = withdrawal.installment.dueOn;
  const extended = {
    orderId: order.id,
    kind: "due_date_extended",
    fromState: null,
    toState: null,
    details: { position, from, dueOn, reason },
    paymentId: null,
    occurredAt: at,
  } as const;
  const cause = { kind: "command", command: "extend-due-date" } as const;
  await recordOrderEvents(tx, ctx, cause, [extended, ...events]);
  await recordAuditEvent(tx, ctx, {
    eventType: "installment.extended",
    command: "extend-due-date",
    outcome: "succeeded",
    orderId: order.id,
    amount: money(withdrawal.amountMinor, order.currency),
    reason,
    idempotencyKey: extensionKey,
    changes: { changeId: id, position, from, to: dueOn },
  });
  return id;
}

/**
 * Puts off one installment to a later day, with a reason. What of it is open is claimed anew with that day; its invoice, which
 * stands as it was issued, gets a credit note. Reminders and collection follow the new day.
 */
export async function extendDueDate(
  ctx: ServiceContext,
  command: ExtendDueDate,
): Promise<Result<{ changeId: string }>> {
  const permitted = requirePermission(ctx.actor, "order_terms.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const { extensionKey, orderId, position, dueOn } = command;
  if (!isCalendarDate(dueOn)) return err({ kind: "rejected", code: "due_date_not_later" });
  return changeSchedule(ctx, {
    operation: {
      name: `due-date:${extensionKey}:extend`,
      command: "extend-due-date",
      input: { orderId, position, dueOn, reason },
    },
    wish: { orderId, seen: null, plan: (before) => planExtension(before, { position, dueOn }) },
    write: (tx, decided) => extend(tx, ctx, decided, { ...command, reason }),
  });
}
