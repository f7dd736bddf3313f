import type { Actor } from "@/lib/domain/actor";
import { prisma } from "@/lib/db/client";
import { readNoticePolicy } from "@/lib/db/notice-policy";

/** An alert as the mail about it needs it. What it is about stands on its page, which asks who looks. */
export interface AlertForMail {
  readonly alertId: string;
  readonly kind: string;
  readonly severity: string;
  /** Null for the merchant's support address. */
  readonly toAddress: string | null;
}

/** The alert while somebody has to look at it; null once it was taken or has ended. */
export async function alertForMail(actor: Actor, input: { alertId: string }): Promise<AlertForMail | null> {
  const { merchantId } = actor;
  const alert = await prisma().alert.findFirst({
    where: { merchantId, id: input.alertId, state: "open" },
    select: { id: true, kind: true, severity: true },
  });
  if (alert === null) return null;
  const { alertEmail } = await readNoticePolicy(merchantId);
  return { alertId: alert.id, kind: alert.kind, severity: alert.severity, toAddress: alertEmail };
}
