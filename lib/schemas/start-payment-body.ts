import { z } from "zod";

/** Asks for the one open payment of what is due on an order. The amount is the server's. */
export const startPaymentBody = z.object({
  orderId: z.string().max(40),
  saveMethod: z.boolean().default(false),
});
