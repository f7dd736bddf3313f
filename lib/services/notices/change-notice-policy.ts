import { actorLoginId } from "@/lib/domain/actor";
import { checkNoticePolicy, type NoticePolicy } from "@/lib/domain/notices/notice-policy";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { replanReminders } from "@/lib/db/installment-reminders";
import { insertNoticePolicy, lockNoticePolicy } from "@/lib/db/notice-policy";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

export interface ChangeNoticePolicy {
  readonly policy: Omit<NoticePolicy, "version">;
  readonly reason: string;
}

const textOf = ({ reminderDays, reminderHour, alertEmail }: Omit<NoticePolicy, "version">) => ({
  reminderDays: [...reminderDays],
  reminderHour,
  alertEmail,
});

/**
 * Changes when a merchant reminds and whom it tells of alerts, as a new version, with a reason. It holds for every reminder
 * still to come, of what is owed already, too. The same policy again makes no version and leaves no record.
 */
export async function changeNoticePolicy(
  ctx: ServiceContext,
  command: ChangeNoticePolicy,
): Promise<Result<{ version: number }>> {
  const permitted = requirePermission(ctx.actor, "notice_policy.change");
  if (!permitted.ok) return permitted;
  const reason = command.reason.trim();
  if (reason === "") return err({ kind: "rejected", code: "reason_required" });
  const checked = checkNoticePolicy(command.policy);
  if (!checked.ok) return checked;
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const before = await lockNoticePolicy(tx, merchantId);
    const [from, to] = [textOf(before), textOf(checked.value)];
    if (JSON.stringify(from) === JSON.stringify(to)) return ok({ version: before.version });
    const version = before.version + 1;
    await insertNoticePolicy(tx, {
      merchantId,
      policy: { ...checked.value, version },
      reason,
      actorId: actorLoginId(ctx.actor),
      actorName: ctx.actor.name,
      createdAt: ctx.clock.now(),
    });
    await replanReminders(tx, merchantId);
    await recordAuditEvent(tx, ctx, {
      eventType: "merchant.notice_policy_changed",
      command: "change-notice-policy",
      outcome: "succeeded",
      reason,
      changes: { version, from, to },
    });
    return ok({ version });
  });
}
