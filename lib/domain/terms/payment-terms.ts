/** When and how an order's total is owed. Standard: all of it, when the order is approved. */
export type PaymentTerms = { readonly kind: "standard" };

export const STANDARD_TERMS: PaymentTerms = { kind: "standard" };
