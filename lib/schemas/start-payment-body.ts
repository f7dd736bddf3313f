import { z } from "zod";
import { PAYMENT_SCOPES } from "@/lib/domain/payments/due-installments";
import { creditWish } from "./credit-wish";

/** Asks for the one open payment of what is due on an order. The amount is the server's; credit takes its part of it. */
export const startPaymentBody = z.object({
  orderId: z.string().max(40),
  saveMethod: z.boolean().default(false),
  /** What is due, the next installment, or all that is left. The amount of it is the server's, too. */
  scope: z.enum(PAYMENT_SCOPES).default("due"),
  credit: creditWish.nullable().default(null),
});

/** Asks to pay all that is due on an order with credit. */
export const creditPaymentBody = z.object({
  orderId: z.string().max(40),
  scope: z.enum(PAYMENT_SCOPES).default("due"),
  credit: creditWish,
});
