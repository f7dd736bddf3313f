import type { InvoiceStanding } from "@/lib/domain/invoices/invoice-state";
import type { OrderState, SiteState } from "@/lib/domain/orders/order-state";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import { Badge } from "../ui/badge";
import { type Audience, INVOICE_WORDS, ORDER_WORDS, PAYMENT_WORDS, SITE_WORDS } from "./status-words";

type StatusBadgeProps = (
  | { readonly of: "order"; readonly state: OrderState }
  | { readonly of: "payment"; readonly state: PaymentState }
  | { readonly of: "invoice"; readonly state: InvoiceStanding }
  | { readonly of: "site"; readonly state: SiteState }
) & { readonly audience: Audience };

function wordOf(props: StatusBadgeProps) {
  switch (props.of) {
    case "order":
      return ORDER_WORDS[props.state];
    case "payment":
      return PAYMENT_WORDS[props.state];
    case "invoice":
      return INVOICE_WORDS[props.state];
    case "site":
      return SITE_WORDS[props.state];
  }
}

/** Where an order, payment or site stands: a shape and the words for whoever reads. */
export function StatusBadge(props: StatusBadgeProps) {
  const word = wordOf(props);
  return <Badge tone={word.tone}>{word[props.audience]}</Badge>;
}
