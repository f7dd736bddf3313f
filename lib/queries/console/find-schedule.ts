import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { type InstallmentState, isOpen, leftMinor } from "@/lib/domain/orders/order";
import type { OrderState } from "@/lib/domain/orders/order-state";
import { permits } from "@/lib/domain/permissions";
import type { PaymentPurpose } from "@/lib/domain/payments/payment";
import { modelOf, readTerms } from "@/lib/domain/terms/payment-terms";
import { prisma } from "@/lib/db/client";

export interface ConsoleInstallment {
  readonly position: number;
  readonly purpose: PaymentPurpose;
  readonly state: InstallmentState;
  readonly amount: Money;
  readonly left: Money;
  /** A civil day in the form 2027-01-31; null while it is not known. */
  readonly dueOn: string | null;
  /** Whether it can be put off: it has a day, and something of it is open. */
  readonly isExtendable: boolean;
}

interface PastChange {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly actorName: string;
  readonly occurredAt: Date;
}

/** When and how an order is owed, why so, and what was changed about it. */
export interface ConsoleSchedule {
  readonly orderId: string;
  readonly number: bigint;
  readonly state: OrderState;
  readonly currency: string;
  readonly customer: { readonly id: string; readonly name: string };
  readonly terms: { readonly name: string; readonly source: string; readonly reason: string };
  readonly installments: readonly ConsoleInstallment[];
  /** Newest first. */
  readonly changes: readonly PastChange[];
}

function nameOf(terms: unknown): string {
  const read = readTerms(terms);
  return read === null ? "Other terms" : modelOf(read).name;
}

const termsIn = (record: unknown): unknown =>
  typeof record === "object" && record !== null && "terms" in record ? record.terms : null;

function readOrder(merchantId: string, id: string) {
  return prisma().order.findUnique({
    where: { merchantId_id: { merchantId, id } },
    include: {
      customer: { select: { id: true, name: true } },
      installments: { where: { state: { not: "replaced" } }, orderBy: { position: "asc" } },
      termsChanges: { orderBy: { id: "desc" } },
    },
  });
}

type Installment = NonNullable<Awaited<ReturnType<typeof readOrder>>>["installments"][number];

function installmentView(part: Installment, state: OrderState): ConsoleInstallment {
  return {
    position: part.position,
    purpose: part.purpose,
    state: part.state,
    amount: money(part.amountMinor - part.withdrawnMinor, part.currency),
    left: money(leftMinor(part), part.currency),
    dueOn: part.dueOn?.toISOString().slice(0, 10) ?? null,
    isExtendable:
      state === "payment_pending" && isOpen(part) && part.dueOn !== null && part.purpose !== "late_fee",
  };
}

/** Null when it is not the merchant's, or for anybody but its staff. */
export async function findSchedule(
  actor: Actor,
  request: { orderId: string },
): Promise<ConsoleSchedule | null> {
  if (actor.kind !== "staff" || !permits(actor, "order.read_all")) return null;
  const order = await readOrder(actor.merchantId, request.orderId);
  if (order === null) return null;
  return {
    orderId: order.id,
    number: order.number,
    state: order.state,
    currency: order.currency,
    customer: order.customer,
    terms: { name: nameOf(order.terms), source: order.termsSource, reason: order.termsReason },
    installments: order.installments.map((part) => installmentView(part, order.state)),
    changes: order.termsChanges.map((change) => ({
      id: change.id,
      from: nameOf(termsIn(change.before)),
      to: nameOf(termsIn(change.after)),
      reason: change.reason,
      actorName: change.actorName,
      occurredAt: change.occurredAt,
    })),
  };
}
