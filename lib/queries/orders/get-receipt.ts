import type { Actor } from "@/lib/domain/actor";
import { type Money, money } from "@/lib/domain/money/money";
import type { Tender } from "@/lib/domain/payments/tender";
import type { OrderTotals } from "@/lib/domain/orders/order-totals";
import { prisma } from "@/lib/db/client";
import { type TaxView, taxViews } from "../tax/tax-view";
import { orderAmounts } from "./order-amounts";
import { orderScope } from "./order-scope";

export interface ReceiptPayment {
  readonly id: string;
  /** The gateway's own id of the payment, which its support and the bank know. */
  readonly gatewayPaymentId: string | null;
  readonly tender: Tender;
  readonly amount: Money;
  readonly capturedAt: Date;
  readonly card: { readonly brand: string; readonly last4: string; readonly funding: string | null } | null;
}

export interface ReceiptView {
  readonly orderId: string;
  readonly orderNumber: bigint;
  readonly invoiceNumber: bigint | null;
  readonly placedAt: Date;
  readonly customer: { readonly name: string; readonly email: string };
  readonly merchant: {
    readonly legalName: string;
    readonly statementDescriptor: string;
    readonly supportEmail: string;
  };
  readonly lines: readonly {
    readonly id: string;
    readonly description: string;
    readonly quantity: number;
    readonly amount: Money;
  }[];
  readonly totals: OrderTotals;
  readonly taxes: readonly TaxView[];
  /** At least one, oldest first. */
  readonly payments: readonly ReceiptPayment[];
}

/** The receipt of an order that money was received for; null before that and for whoever may not see the order. */
export async function getReceipt(actor: Actor, input: { orderId: string }): Promise<ReceiptView | null> {
  const order = await prisma().order.findFirst({
    where: { ...orderScope(actor), id: input.orderId },
    include: {
      customer: { select: { name: true, email: true } },
      lines: { include: { taxes: { orderBy: { position: "asc" } } }, orderBy: { position: "asc" } },
      invoices: { select: { number: true }, orderBy: { number: "asc" }, take: 1 },
      payments: { where: { state: { in: ["completed", "refunded"] } }, orderBy: { id: "asc" } },
    },
  });
  if (!order || order.payments.length === 0) return null;
  const merchant = await prisma().merchant.findUniqueOrThrow({ where: { id: actor.merchantId } });
  return {
    orderId: order.id,
    orderNumber: order.number,
    invoiceNumber: order.invoices[0]?.number ?? null,
    placedAt: order.placedAt,
    customer: order.customer,
    merchant: {
      legalName: merchant.legalName,
      statementDescriptor: merchant.statementDescriptor,
      supportEmail: merchant.supportEmail,
    },
    lines: order.lines.map((line) => ({
      id: line.id,
      description: line.description,
      quantity: line.quantity,
      amount: money(line.amountMinor, order.currency),
    })),
    totals: orderAmounts(order),
    taxes: taxViews(order.lines, order.currency),
    payments: order.payments.map((payment) => ({
      id: payment.id,
      gatewayPaymentId: payment.gatewayPaymentId,
      tender: payment.tender,
      amount: money(payment.amountMinor, payment.currency),
      capturedAt: payment.capturedAt ?? payment.createdAt,
      card:
        payment.cardBrand && payment.cardLast4
          ? { brand: payment.cardBrand, last4: payment.cardLast4, funding: payment.cardFunding }
          : null,
    })),
  };
}
