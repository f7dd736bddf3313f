import type { CustomerActor } from "@/lib/domain/actor";
import { type Channel, CHANNELS, isOptional, type Topic, TOPICS } from "@/lib/domain/notices/topics";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { saveNoticeChoice } from "@/lib/db/notice-choices";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";

export interface NoticeWish {
  readonly topic: Topic;
  readonly channel: Channel;
  readonly isOn: boolean;
}

/**
 * The customer chooses of what they are told and how. What money hangs on cannot be turned off; what is not mentioned stays as
 * it is.
 */
export async function chooseNotices(
  ctx: ServiceContext<CustomerActor>,
  command: { readonly wishes: readonly NoticeWish[] },
): Promise<Result<{ changedCount: number }>> {
  const permitted = requirePermission(ctx.actor, "notices.choose_own");
  if (!permitted.ok) return permitted;
  const { merchantId, customerId } = ctx.actor;
  const isForbidden = ({ topic, channel, isOn }: NoticeWish) => !isOn && !isOptional(topic, channel);
  if (command.wishes.some(isForbidden)) return err({ kind: "rejected", code: "notice_cannot_be_turned_off" });
  // In one order, whoever asks, so that two that save at once wait for each other instead of both.
  const wishes = TOPICS.flatMap((topic) =>
    CHANNELS.flatMap((channel) =>
      command.wishes.filter(
        (one) => one.topic === topic && one.channel === channel && isOptional(topic, channel),
      ),
    ),
  );
  await inTransaction(async (tx) => {
    const updatedAt = ctx.clock.now();
    for (const wish of wishes) await saveNoticeChoice(tx, { ...wish, merchantId, customerId, updatedAt });
    const told = wishes.map(({ topic, channel, isOn }) => `${topic}.${channel}=${isOn ? "on" : "off"}`);
    await recordAuditEvent(tx, ctx, {
      eventType: "customer.notices_chosen",
      command: "choose-notices",
      outcome: "succeeded",
      changes: { customerId, wishes: told },
    });
  });
  return ok({ changedCount: wishes.length });
}
