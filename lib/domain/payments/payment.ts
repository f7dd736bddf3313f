import type { CurrencyCode } from "../money/currency";
import type { CreditWish } from "../wallets/wallet-hold";
import type { PaymentState } from "./payment-state";

export type PaymentPurpose = "full" | "deposit" | "balance" | "installment" | "top_up" | "late_fee";

/** A payment as its services see it, under lock. */
export interface Payment {
  readonly merchantId: string;
  readonly id: string;
  readonly orderId: string;
  readonly installmentId: string;
  readonly customerId: string;
  readonly purpose: PaymentPurpose;
  readonly gateway: string;
  readonly state: PaymentState;
  readonly currency: CurrencyCode;
  readonly amountMinor: bigint;
  /** Credit that pays the rest of what was due when it began, as the buyer agreed to it. */
  readonly credit: CreditWish | null;
  readonly gatewayPaymentId: string | null;
  readonly saveMethod: boolean;
  readonly createdAt: Date;
  readonly traceId: string;
}
