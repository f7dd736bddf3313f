import { permits } from "@/lib/domain/permissions";
import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import { orderTotals, type OrderTotals } from "@/lib/domain/orders/order-totals";
import type { OrderState, LineKind, SiteState } from "@/lib/domain/orders/order-state";
import { type TaxView, taxViews } from "../tax/tax-view";
import { prisma } from "@/lib/db/client";

export interface ConsoleSite {
  readonly id: string;
  readonly position: number;
  readonly state: SiteState;
  readonly url: string | null;
  readonly note: string | null;
  /** What the customer wants changed. */
  readonly comment: string | null;
  readonly attachedAt: Date | null;
  readonly approvedAt: Date | null;
}

export interface ConsoleOrder {
  readonly id: string;
  readonly number: bigint;
  readonly state: OrderState;
  /** Whether sites are approved before anything is due. */
  readonly needsApproval: boolean;
  readonly customer: { readonly id: string; readonly name: string; readonly email: string };
  readonly currency: string;
  readonly totals: OrderTotals;
  readonly taxes: readonly TaxView[];
  readonly placedAt: Date;
  readonly approvedAt: Date | null;
  readonly approvedByName: string | null;
  readonly paidAt: Date | null;
  readonly canceledAt: Date | null;
  readonly lines: readonly {
    readonly id: string;
    readonly kind: LineKind;
    readonly description: string;
    readonly quantity: number;
    readonly unitPrice: Money;
    readonly amount: Money;
  }[];
  readonly sites: readonly ConsoleSite[];
  readonly invoices: readonly {
    readonly id: string;
    readonly number: bigint;
    readonly state: "open" | "paid" | "void";
    readonly amount: Money;
    readonly issuedAt: Date;
  }[];
  readonly mails: readonly {
    readonly id: string;
    readonly kind: string;
    readonly channel: string;
    readonly subject: string;
    readonly toAddress: string;
    readonly state: DeliveryState;
    readonly attemptCount: number;
    readonly lastError: string | null;
    readonly createdAt: Date;
    readonly sentAt: Date | null;
  }[];
}

async function readOrder(merchantId: string, id: string) {
  return prisma().order.findUnique({
    where: { merchantId_id: { merchantId, id } },
    include: {
      customer: true,
      lines: { include: { taxes: { orderBy: { position: "asc" } } }, orderBy: { position: "asc" } },
      sites: { orderBy: { position: "asc" } },
      invoices: { orderBy: { number: "asc" } },
      mails: { orderBy: { createdAt: "asc" }, omit: { html: true } },
    },
  });
}

type StoredOrder = NonNullable<Awaited<ReturnType<typeof readOrder>>>;

function totalsOf(order: StoredOrder): OrderTotals {
  const of = (amountMinor: bigint) => money(amountMinor, order.currency);
  return orderTotals({
    subtotal: of(order.subtotalMinor),
    discount: of(order.discountMinor),
    fee: of(order.feeMinor),
    tax: of(order.taxMinor),
    credited: of(order.creditedMinor),
    paid: of(order.paidMinor),
    refunded: of(order.refundedMinor),
  });
}

function consoleSite(site: StoredOrder["sites"][number]): ConsoleSite {
  const { id, position, state, url, note, comment, attachedAt, approvedAt } = site;
  return { id, position, state, url, note, comment, attachedAt, approvedAt };
}

function isApprovalNeeded(workflow: unknown): boolean {
  return (
    workflow !== null &&
    typeof workflow === "object" &&
    "approval" in workflow &&
    workflow.approval === "sites"
  );
}

async function approverName(merchantId: string, loginId: string | null): Promise<string | null> {
  if (loginId === null) return null;
  const login = await prisma().login.findUnique({
    where: { merchantId_id: { merchantId, id: loginId } },
    select: { name: true },
  });
  return login?.name ?? null;
}

/** One order with all that staff need to act on it. Null when it is not the merchant's, or for anybody but its staff. */
export async function findConsoleOrder(
  actor: Actor,
  request: { orderId: string },
): Promise<ConsoleOrder | null> {
  if (actor.kind !== "staff" || !permits(actor, "order.read_all")) return null;
  const order = await readOrder(actor.merchantId, request.orderId);
  if (!order) return null;
  const { customer, currency } = order;
  return {
    id: order.id,
    number: order.number,
    state: order.state,
    needsApproval: isApprovalNeeded(order.workflow),
    customer: { id: customer.id, name: customer.name, email: customer.email },
    currency,
    totals: totalsOf(order),
    taxes: taxViews(order.lines, currency),
    placedAt: order.placedAt,
    approvedAt: order.approvedAt,
    approvedByName: await approverName(actor.merchantId, order.approvedBy),
    paidAt: order.paidAt,
    canceledAt: order.canceledAt,
    lines: order.lines.map((line) => ({
      id: line.id,
      kind: line.kind,
      description: line.description,
      quantity: line.quantity,
      unitPrice: money(line.unitPriceMinor, currency),
      amount: money(line.amountMinor, currency),
    })),
    sites: order.sites.map(consoleSite),
    invoices: order.invoices.map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      state: invoice.state,
      amount: money(invoice.amountMinor, invoice.currency),
      issuedAt: invoice.issuedAt,
    })),
    mails: order.mails.map(({ text, ...mail }) => ({
      ...mail,
      subject: mail.channel === "sms" ? text : mail.subject,
    })),
  };
}
