import type { Actor } from "@/lib/domain/actor";
import type { ManualMethod, ManualPaymentState } from "@/lib/domain/manual-payments/manual-payment";
import { type Money, money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";
import { manualMethodOf } from "./manual-method-of";

export interface ManualPaymentListRow {
  readonly id: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly method: ManualMethod;
  readonly amount: Money;
  /** A civil day as UTC midnight. */
  readonly receivedOn: Date;
  readonly reference: string;
  readonly state: ManualPaymentState;
  readonly recordedBy: string;
  readonly recordedAt: Date;
}

const SHOWN_MAX = 100;

/** Recorded payments: those that wait for somebody else's look first, the longest waiting on top; then the newest decided. */
export async function listManualPayments(
  actor: Actor,
): Promise<{ waiting: ManualPaymentListRow[]; decided: ManualPaymentListRow[] } | null> {
  if (!permits(actor, "manual_payment.read")) return null;
  const { merchantId } = actor;
  const include = { customer: { select: { id: true, name: true } } } as const;
  const [waiting, decided] = await Promise.all([
    prisma().manualPayment.findMany({
      where: { merchantId, state: "recorded" },
      include,
      orderBy: { id: "asc" },
      take: SHOWN_MAX,
    }),
    prisma().manualPayment.findMany({
      where: { merchantId, state: { not: "recorded" } },
      include,
      orderBy: { id: "desc" },
      take: SHOWN_MAX,
    }),
  ]);
  const rowOf = (row: (typeof waiting)[number]): ManualPaymentListRow => ({
    ...row,
    method: manualMethodOf(row.method),
    amount: money(row.amountMinor, row.currency),
  });
  return { waiting: waiting.map(rowOf), decided: decided.map(rowOf) };
}
