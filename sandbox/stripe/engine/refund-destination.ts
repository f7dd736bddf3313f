import type { Charge, Refund } from "../objects.ts";
import { TRANSFER_TYPES } from "./funding-instructions.ts";

type Destination = NonNullable<Refund["destination_details"]>;

const UNREFERENCED = { reference: null, reference_status: null };

/** Money of bank methods goes back by transfer. */
const BANK_TYPES = ["bancontact", "customer_balance", "ideal", "sepa_debit", "us_bank_account"];

const REFERENCES: Destination = {
  type: "",
  afterpay_clearpay: UNREFERENCED,
  crypto: { reference: null },
  klarna: UNREFERENCED,
  p24: UNREFERENCED,
  paypal: { network_decline_code: null, ...UNREFERENCED },
};

/** Where a refund of this charge goes. https://docs.stripe.com/api/refunds/object#refund_object-destination_details */
export function destinationOf(charge: Charge): Destination {
  const type = charge.payment_method_details?.type ?? "card";
  if (type === "card") {
    return {
      type,
      card: { reference_status: "pending", reference_type: "acquirer_reference_number", type: "refund" },
    };
  }
  if (BANK_TYPES.includes(type)) {
    const transfer = TRANSFER_TYPES[charge.currency] ?? "us_bank_transfer";
    return { type: transfer, [transfer]: { ...UNREFERENCED } };
  }
  // A wallet of cards says no more than its name.
  if (type === "link") return { type };
  if (type === "revolut_pay") return { type: "revolut", revolut: {} };
  const own = new Map<string, unknown>(Object.entries(REFERENCES)).get(type) ?? {};
  return { type, [type]: structuredClone(own) };
}

/** A bank takes days to give money back, where other methods say at once that they did. */
export const isSlowRefund = (charge: Charge): boolean =>
  BANK_TYPES.includes(charge.payment_method_details?.type ?? "");
