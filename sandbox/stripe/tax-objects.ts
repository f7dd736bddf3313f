import type { Stripe } from "stripe";

export type TaxCalculation = Omit<Stripe.Tax.Calculation, "id" | "line_items"> & { id: string };
export type TaxCalculationLine = Stripe.Tax.CalculationLineItem;
export type TaxTransaction = Omit<Stripe.Tax.Transaction, "line_items">;
export type TaxTransactionLine = Stripe.Tax.TransactionLineItem;
