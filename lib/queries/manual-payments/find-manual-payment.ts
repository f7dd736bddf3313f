import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";
import type { ManualPaymentListRow } from "./list-manual-payments";
import { manualMethodOf } from "./manual-method-of";

export interface ManualPaymentView extends ManualPaymentListRow {
  readonly note: string;
  readonly recordedById: string;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly decisionReason: string | null;
  readonly bouncedBy: string | null;
  readonly bouncedAt: Date | null;
  readonly bounceReason: string | null;
  readonly excess: Money;
  readonly parts: readonly {
    readonly orderId: string;
    readonly orderNumber: bigint;
    readonly amount: Money;
    readonly applied: Money;
  }[];
  readonly evidence: { readonly fileName: string; readonly mediaType: string } | null;
}

/** One recorded payment with what it is meant for; null when it is not the actor's to see. */
export async function findManualPayment(
  actor: Actor,
  input: { readonly manualPaymentId: string },
): Promise<ManualPaymentView | null> {
  if (!permits(actor, "manual_payment.read")) return null;
  const row = await prisma().manualPayment.findFirst({
    where: { merchantId: actor.merchantId, id: input.manualPaymentId },
    include: {
      customer: { select: { id: true, name: true } },
      parts: { include: { order: { select: { number: true } } }, orderBy: { orderId: "asc" } },
      evidence: { select: { fileName: true, mediaType: true } },
    },
  });
  if (row === null) return null;
  return {
    ...row,
    method: manualMethodOf(row.method),
    amount: money(row.amountMinor, row.currency),
    excess: money(row.excessMinor, row.currency),
    parts: row.parts.map((part) => ({
      orderId: part.orderId,
      orderNumber: part.order.number,
      amount: money(part.amountMinor, row.currency),
      applied: money(part.appliedMinor, row.currency),
    })),
  };
}
