import type { DocumentKind } from "@/lib/domain/documents/document-facts";
import type { InvoiceState } from "@/lib/domain/invoices/invoice-state";
import { type Money, money } from "@/lib/domain/money/money";
import { type Installment, leftMinor } from "@/lib/domain/orders/order";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";

/** An issued document in a list, with where the invoice behind it stands now. */
export interface DocumentView {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: bigint;
  readonly amount: Money;
  readonly issuedAt: Date;
  readonly order: { readonly id: string; readonly number: bigint } | null;
  readonly customer: { readonly id: string; readonly name: string };
  /** Of an invoice only; everything else is said once and for all. */
  readonly claim: {
    readonly invoiceId: string;
    readonly state: InvoiceState;
    readonly dueOn: CalendarDate;
    /** What of it is still to be paid. */
    readonly left: Money;
  } | null;
}

/** What the rows of this view are read with. */
export const DOCUMENT_INCLUDE = {
  order: { select: { id: true, number: true } },
  customer: { select: { id: true, name: true } },
  invoice: {
    select: {
      id: true,
      state: true,
      dueOn: true,
      installment: {
        select: { amountMinor: true, paidMinor: true, creditedMinor: true, withdrawnMinor: true },
      },
    },
  },
} as const;

interface DocumentRow {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: bigint;
  readonly amountMinor: bigint;
  readonly currency: string;
  readonly issuedAt: Date;
  readonly order: { readonly id: string; readonly number: bigint } | null;
  readonly customer: { readonly id: string; readonly name: string };
  readonly invoice: {
    readonly id: string;
    readonly state: InvoiceState;
    readonly dueOn: Date;
    readonly installment: Pick<Installment, "amountMinor" | "paidMinor" | "creditedMinor" | "withdrawnMinor">;
  } | null;
}

export function documentView(row: DocumentRow): DocumentView {
  const { id, kind, number, issuedAt, order, customer, invoice, currency } = row;
  const isClaim = kind === "invoice" && invoice !== null;
  return {
    id,
    kind,
    number,
    amount: money(row.amountMinor, currency),
    issuedAt,
    order,
    customer,
    claim: isClaim
      ? {
          invoiceId: invoice.id,
          state: invoice.state,
          dueOn: invoice.dueOn.toISOString().slice(0, 10),
          left: money(invoice.state === "open" ? leftMinor(invoice.installment) : 0n, currency),
        }
      : null,
  };
}
