import type { Actor } from "@/lib/domain/actor";
import { chargePlan } from "@/lib/domain/collection/charge-plan";
import { type Money, money } from "@/lib/domain/money/money";
import { type CollectionState, leftMinor } from "@/lib/domain/orders/order";
import { readDueRule } from "@/lib/domain/terms/due-rule";
import { prisma } from "@/lib/db/client";
import { orderScope } from "./order-scope";

interface PlannedCharge {
  readonly position: number;
  readonly amount: Money;
  /** A civil day as UTC midnight, or null until it is known. */
  readonly dueOn: Date | null;
  readonly collection: CollectionState;
  readonly attemptCount: number;
  /** When it is charged next; for one that the bank asks about, until when the customer may answer. */
  readonly nextAt: Date | null;
}

export interface ChargePlanView {
  /** What is charged by itself: the installments of which the customer need not think. */
  readonly charges: readonly PlannedCharge[];
  /** What a consent that is given now says; null where nothing is left to agree to. */
  readonly text: string | null;
  /** What was agreed to, as long as it holds. */
  readonly consent: {
    readonly methodId: string;
    readonly brand: string;
    readonly last4: string;
    readonly text: string;
    readonly givenAt: Date;
  } | null;
}

const COLLECTIONS = [
  "none",
  "charging",
  "retrying",
  "action_required",
  "customer_needed",
  "given_up",
] as const satisfies readonly CollectionState[];

function findRow(actor: Actor, orderId: string) {
  return prisma().order.findFirst({
    where: { ...orderScope(actor), id: orderId, state: { notIn: ["paid", "canceled"] } },
    select: {
      number: true,
      currency: true,
      installments: {
        where: { state: { in: ["scheduled", "due", "overdue"] } },
        orderBy: { position: "asc" },
      },
      consents: {
        where: { withdrawnAt: null, method: { removedAt: null } },
        include: { method: { select: { brand: true, last4: true } } },
      },
    },
  });
}

type StoredPart = NonNullable<Awaited<ReturnType<typeof findRow>>>["installments"][number];

const collectionOf = ({ collection }: StoredPart): CollectionState =>
  COLLECTIONS.find((each) => each === collection) ?? "none";

/** What of an order is charged to which card by itself, and how that stands; null where it has no such part, or is not the actor's. */
export async function getChargePlan(
  actor: Actor,
  input: { readonly orderId: string; readonly merchant: { readonly name: string; readonly locale: string } },
): Promise<ChargePlanView | null> {
  const row = await findRow(actor, input.orderId);
  if (row === null) return null;
  const parts = row.installments.flatMap((part) => {
    const due = readDueRule(part.dueRule);
    if (due?.charge !== "automatic") return [];
    const dueOn = part.dueOn?.toISOString().slice(0, 10) ?? null;
    return [{ ...part, due, dueOn, day: part.dueOn, collection: collectionOf(part) }];
  });
  const plan = chargePlan(row, parts, input.merchant);
  const [consent] = row.consents;
  if (parts.length === 0 || (plan === null && consent === undefined)) return null;
  const charges = parts.filter(({ id }) => plan?.charges.some(({ installmentId }) => installmentId === id));
  return {
    charges: charges.map((part) => ({
      position: part.position,
      amount: money(leftMinor(part), part.currency),
      dueOn: part.day,
      collection: part.collection,
      attemptCount: part.chargeCount,
      nextAt: part.retryAt,
    })),
    text: plan?.text ?? null,
    consent:
      consent === undefined
        ? null
        : {
            methodId: consent.methodId,
            ...consent.method,
            text: consent.text,
            givenAt: consent.givenAt,
          },
  };
}
