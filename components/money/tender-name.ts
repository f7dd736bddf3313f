import type { Tender } from "@/lib/domain/payments/tender";
import { fullCardName } from "./card-name";

const TENDER_NAMES: Readonly<Record<Tender, string>> = {
  card: "Card",
  wallet: "Credit",
  bank_transfer: "Bank transfer",
  cash: "Cash",
  check: "Check",
};

/** What a payment was made with: the card where it is known, else the kind of money. */
export function tenderName(payment: {
  readonly tender: Tender;
  readonly card: { readonly brand: string; readonly last4: string; readonly funding: string | null } | null;
}): string {
  return payment.card ? fullCardName(payment.card) : TENDER_NAMES[payment.tender];
}
