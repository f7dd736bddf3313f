import { isOptional, type Topic } from "@/lib/domain/notices/topics";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findCustomer } from "@/lib/db/customers";
import { saveNoticeChoice } from "@/lib/db/notice-choices";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

/**
 * Turns off mails about one thing, for whoever holds the link of such a mail: the signature of the link is the right to it.
 * Again it changes nothing.
 */
export async function turnOffNotices(
  ctx: ServiceContext,
  command: { readonly customerId: string; readonly topic: Topic },
): Promise<Result<{ customerId: string }>> {
  const { customerId, topic } = command;
  if (!isOptional(topic, "email")) return err({ kind: "rejected", code: "notice_cannot_be_turned_off" });
  const { merchantId } = ctx.actor;
  return inTransaction(async (tx) => {
    const customer = await findCustomer(tx, merchantId, customerId);
    if (customer === null) return err({ kind: "not_found", code: "customer_not_found" });
    const updatedAt = ctx.clock.now();
    await saveNoticeChoice(tx, {
      merchantId,
      customerId,
      topic,
      channel: "email",
      isOn: false,
      updatedAt,
    });
    await recordAuditEvent(tx, ctx, {
      eventType: "customer.notices_chosen",
      command: "turn-off-notices",
      outcome: "succeeded",
      changes: { customerId, wishes: [`${topic}.email=off`] },
    });
    return ok({ customerId });
  });
}
