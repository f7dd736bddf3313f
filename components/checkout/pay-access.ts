import type { PaymentScope } from "@/lib/domain/payments/due-installments";

/** Which order is paid, and by what right: a session's, or that of a link which is sent along. */
export interface PayAccess {
  /** Public id. */
  readonly orderId: string;
  /** The token of a pay link; null for whoever is signed in. */
  readonly payLink: string | null;
  /** What is due where nothing else is said. */
  readonly scope?: PaymentScope;
}

/** The header that a link's token travels in. */
const PAY_LINK_HEADER = "remit-pay-link";

export function accessHeaders(payLink: string | null): Record<string, string> {
  return payLink === null ? {} : { [PAY_LINK_HEADER]: payLink };
}

/** The page that shows how the order stands. */
export function orderPath({ orderId, payLink }: PayAccess): string {
  return payLink === null ? `/orders/${orderId}` : `/pay/${payLink}`;
}
