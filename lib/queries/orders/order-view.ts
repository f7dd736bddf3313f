import type { Money } from "@/lib/domain/money/money";
import type { InstallmentState } from "@/lib/domain/orders/order";
import type { LineKind, OrderState, SiteState } from "@/lib/domain/orders/order-state";
import type { OrderTotals } from "@/lib/domain/orders/order-totals";
import type { DeclineAdvice } from "@/lib/domain/payments/decline-advice";
import type { PaymentPurpose } from "@/lib/domain/payments/payment";
import type { Tender } from "@/lib/domain/payments/tender";
import type { TaxView } from "../tax/tax-view";
import type { PaymentState } from "@/lib/domain/payments/payment-state";

interface OrderLineView {
  readonly id: string;
  readonly kind: LineKind;
  readonly description: string;
  /** Of its product; null for a top-up. */
  readonly slug: string | null;
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly amount: Money;
}

export interface SiteView {
  readonly id: string;
  readonly position: number;
  /** When what stands there was attached; null while nothing was. */
  readonly attachedAt: Date | null;
  readonly description: string;
  readonly state: SiteState;
  readonly url: string | null;
  readonly note: string | null;
  readonly comment: string | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

interface InstallmentView {
  readonly position: number;
  readonly purpose: PaymentPurpose;
  /** What is not paid and not credited. */
  readonly left: Money;
  readonly collection: string;
  readonly state: InstallmentState;
  readonly amount: Money;
  readonly paid: Money;
  /** A civil day as UTC midnight, or null until it is known. */
  readonly dueOn: Date | null;
}

export interface PaymentView {
  readonly id: string;
  /** card, wallet for credit, or what staff received. */
  readonly tender: Tender;
  readonly state: PaymentState;
  readonly amount: Money;
  readonly card: { readonly brand: string; readonly last4: string; readonly funding: string | null } | null;
  readonly createdAt: Date;
  readonly capturedAt: Date | null;
  /** What to do about the last decline; null where there was none. */
  readonly advice: DeclineAdvice | null;
}

export interface OrderEventView {
  readonly id: string;
  readonly kind: string;
  readonly fromState: OrderState | null;
  readonly toState: OrderState | null;
  readonly actorKind: string;
  readonly actorName: string;
  readonly causeKind: string;
  readonly occurredAt: Date;
  readonly details: Readonly<Record<string, unknown>>;
}

/** An order as its buyer sees it. */
export interface OrderView {
  readonly id: string;
  readonly number: bigint;
  readonly state: OrderState;
  readonly version: number;
  readonly needsApproval: boolean;
  readonly placedAt: Date;
  readonly approvedAt: Date | null;
  readonly approvedBy: string | null;
  readonly paidAt: Date | null;
  readonly canceledAt: Date | null;
  readonly totals: OrderTotals;
  readonly taxes: readonly TaxView[];
  /** The terms that were agreed to, why these, and what is to be known about paying. */
  readonly terms: {
    readonly name: string;
    readonly source: string;
    readonly reason: string;
    readonly instructions: string | null;
  };
  readonly lines: readonly OrderLineView[];
  readonly sites: readonly SiteView[];
  readonly installments: readonly InstallmentView[];
  /** Newest first. */
  readonly payments: readonly PaymentView[];
  /** Oldest first. */
  readonly events: readonly OrderEventView[];
  /** Courses that this order opened. */
  readonly courses: readonly { readonly slug: string; readonly name: string }[];
}
