import type { CustomerActor } from "@/lib/domain/actor";
import { phoneNumber } from "@/lib/domain/notices/phone-number";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { findNewestConsent, insertSmsConsent } from "@/lib/db/notice-choices";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

/**
 * The customer agrees to text messages at a number, or ends them. Each word is kept as it was given: when, from where, and what
 * they were shown. The same word again is kept no second time.
 */
export async function consentToTexts(
  ctx: ServiceContext<CustomerActor>,
  command: {
    /** As typed; not looked at where consent ends. */
    readonly phone: string;
    readonly isGiven: boolean;
    /** What the customer was shown and agreed to. */
    readonly wording: string;
  },
): Promise<Result<{ isTexted: boolean }>> {
  const permitted = requirePermission(ctx.actor, "notices.choose_own");
  if (!permitted.ok) return permitted;
  const { merchantId, customerId } = ctx.actor;
  const { isGiven, wording } = command;
  const read = phoneNumber(command.phone);
  if (isGiven && !read.ok)
    return err({ kind: "invalid", code: "invalid_input", fields: { phone: read.error } });
  return inTransaction(async (tx) => {
    const newest = await findNewestConsent(tx, merchantId, customerId);
    const phone = isGiven && read.ok ? read.value : newest?.phone;
    const isTexted = newest?.isGiven ?? false;
    if (phone === undefined || (isTexted === isGiven && newest?.phone === phone)) return ok({ isTexted });
    await insertSmsConsent(tx, {
      merchantId,
      id: newId(),
      customerId,
      phone,
      isGiven,
      source: "account",
      wording,
      ipAddress: ctx.ipAddress,
      occurredAt: ctx.clock.now(),
    });
    await recordAuditEvent(tx, ctx, {
      eventType: isGiven ? "customer.texts_agreed" : "customer.texts_stopped",
      command: "consent-to-texts",
      outcome: "succeeded",
      // The number has no business in a log that nothing is ever taken out of.
      changes: { customerId, source: "account" },
    });
    return ok({ isTexted: isGiven });
  });
}
