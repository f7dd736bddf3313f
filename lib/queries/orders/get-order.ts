import type { Actor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { leftMinor } from "@/lib/domain/orders/order";
import { declineAdvice } from "@/lib/domain/payments/decline-advice";
import { modelOf, readTerms } from "@/lib/domain/terms/payment-terms";
import { prisma } from "@/lib/db/client";
import { taxViews } from "../tax/tax-view";
import { orderAmounts } from "./order-amounts";
import { orderScope } from "./order-scope";
import type { OrderEventView, OrderView, PaymentView } from "./order-view";

const INCLUDE = {
  lines: {
    include: { product: { select: { slug: true } }, taxes: { orderBy: { position: "asc" } } },
    orderBy: { position: "asc" },
  },
  sites: { orderBy: { position: "asc" } },
  installments: { where: { state: { not: "replaced" } }, orderBy: { position: "asc" } },
  payments: { orderBy: { id: "desc" } },
  events: { orderBy: { id: "asc" } },
  accessGrants: { where: { revokedAt: null }, include: { product: { select: { slug: true, name: true } } } },
} as const;

function findOrder(actor: Actor, orderId: string) {
  return prisma().order.findFirst({ where: { ...orderScope(actor), id: orderId }, include: INCLUDE });
}

type OrderRow = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function causeKindOf(cause: unknown): string {
  const { kind } = recordOf(cause);
  return typeof kind === "string" ? kind : "command";
}

function paymentView(row: OrderRow["payments"][number]): PaymentView {
  return {
    id: row.id,
    tender: row.tender,
    state: row.state,
    amount: money(row.amountMinor, row.currency),
    card:
      row.cardBrand && row.cardLast4
        ? { brand: row.cardBrand, last4: row.cardLast4, funding: row.cardFunding }
        : null,
    createdAt: row.createdAt,
    capturedAt: row.capturedAt,
    advice: row.failureCode
      ? declineAdvice({ failureCode: row.failureCode, declineCode: row.declineCode })
      : null,
  };
}

function eventView(row: OrderRow["events"][number]): OrderEventView {
  return {
    id: row.id,
    kind: row.kind,
    fromState: row.fromState,
    toState: row.toState,
    actorKind: row.actorKind,
    actorName: row.actorName,
    causeKind: causeKindOf(row.cause),
    occurredAt: row.occurredAt,
    details: recordOf(row.details),
  };
}

/** Names of the people who approved, by login. */
async function approverNames(row: OrderRow): Promise<ReadonlyMap<string, string>> {
  const ids = [row.approvedBy, ...row.sites.map((site) => site.approvedBy)].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const logins = await prisma().login.findMany({
    where: { merchantId: row.merchantId, id: { in: [...new Set(ids)] } },
    select: { id: true, name: true },
  });
  return new Map(logins.map((login) => [login.id, login.name]));
}

function termsView(row: OrderRow): OrderView["terms"] {
  const terms = readTerms(row.terms);
  const model = terms === null ? null : modelOf(terms);
  return {
    name: model?.name ?? "Other terms",
    source: row.termsSource,
    reason: row.termsReason,
    instructions: model?.instructions ?? null,
  };
}

function lineView(line: OrderRow["lines"][number], currency: string): OrderView["lines"][number] {
  return {
    id: line.id,
    kind: line.kind,
    description: line.description,
    slug: line.product?.slug ?? null,
    quantity: line.quantity,
    unitPrice: money(line.unitPriceMinor, currency),
    amount: money(line.amountMinor, currency),
  };
}

function orderView(row: OrderRow, names: ReadonlyMap<string, string>): OrderView {
  const descriptions = new Map(row.lines.map((line) => [line.id, line.description]));
  const nameOf = (loginId: string | null) => (loginId ? (names.get(loginId) ?? null) : null);
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    version: row.version,
    needsApproval: recordOf(row.workflow)["approval"] === "sites",
    placedAt: row.placedAt,
    approvedAt: row.approvedAt,
    approvedBy: nameOf(row.approvedBy),
    paidAt: row.paidAt,
    canceledAt: row.canceledAt,
    totals: orderAmounts(row),
    taxes: taxViews(row.lines, row.currency),
    lines: row.lines.map((line) => lineView(line, row.currency)),
    sites: row.sites.map((site) => ({
      attachedAt: site.attachedAt,
      id: site.id,
      position: site.position,
      description: descriptions.get(site.orderLineId) ?? "Site",
      state: site.state,
      url: site.url,
      note: site.note,
      comment: site.comment,
      approvedBy: nameOf(site.approvedBy),
      approvedAt: site.approvedAt,
    })),
    terms: termsView(row),
    installments: row.installments.map((installment) => ({
      position: installment.position,
      purpose: installment.purpose,
      collection: installment.collection,
      state: installment.state,
      amount: money(installment.amountMinor, installment.currency),
      paid: money(installment.paidMinor, installment.currency),
      left: money(leftMinor(installment), installment.currency),
      dueOn: installment.dueOn,
    })),
    payments: row.payments.map(paymentView),
    events: row.events.map(eventView),
    courses: row.accessGrants.map(({ product }) => product),
  };
}

/** An order of the actor's with everything on its page, or null when it is not theirs to see. */
export async function getOrder(actor: Actor, input: { orderId: string }): Promise<OrderView | null> {
  const row = await findOrder(actor, input.orderId);
  return row && orderView(row, await approverNames(row));
}
