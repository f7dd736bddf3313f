import type { Order } from "../orders/order";
import { chargeConsent } from "../payments/charge-consent";
import { type ChargeablePart, type ChargeAhead, chargesAhead } from "./charges-ahead";

export interface ChargePlan {
  readonly charges: readonly ChargeAhead[];
  /** The words of a consent to them. */
  readonly text: string;
}

/** What a consent given now would cover, and the words for it; null where nothing is ever charged by itself. */
export function chargePlan(
  order: Pick<Order, "number" | "currency">,
  installments: readonly ChargeablePart[],
  merchant: { readonly name: string; readonly locale: string },
): ChargePlan | null {
  const charges = chargesAhead(installments);
  if (charges.length === 0) return null;
  const { number: orderNumber, currency } = order;
  const { name: merchantName, locale } = merchant;
  return { charges, text: chargeConsent({ merchantName, locale, orderNumber, currency, charges }) };
}
