import type { Actor } from "@/lib/domain/actor";
import type { DisputeState } from "@/lib/domain/disputes/dispute";
import { type Money, money } from "@/lib/domain/money/money";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";

export interface DisputeView {
  readonly id: string;
  readonly gatewayDisputeId: string;
  readonly state: DisputeState;
  /** The bank's word, such as fraudulent. */
  readonly reason: string;
  readonly amount: Money;
  readonly respondBy: Date | null;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  /** Taken by the gateway and not given back; null while no money has moved. */
  readonly withdrawn: Money | null;
  readonly fee: Money | null;
}

/** The disputes of a payment, oldest first. Null for anybody but the merchant's staff. */
export async function disputesOfPayment(
  actor: Actor,
  request: { readonly paymentId: string },
): Promise<DisputeView[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "payment.read_all")) return null;
  const disputes = await prisma().dispute.findMany({
    where: { merchantId: actor.merchantId, paymentId: request.paymentId },
    orderBy: [{ openedAt: "asc" }, { id: "asc" }],
  });
  return disputes.map((dispute) => {
    const { id, gatewayDisputeId, state, reason, respondBy, openedAt, closedAt, fundsCurrency } = dispute;
    const funds = (minor: bigint) => (fundsCurrency === null ? null : money(minor, fundsCurrency));
    const amount = money(dispute.amountMinor, dispute.currency);
    const moved = { withdrawn: funds(dispute.withdrawnMinor), fee: funds(dispute.feeMinor) };
    return { id, gatewayDisputeId, state, reason, amount, respondBy, openedAt, closedAt, ...moved };
  });
}
