import { z } from "zod";

/** The acts that move money or decide about it: at each crash point of each the process dies, and is recovered from. */
export const ACTS = [
  "place order",
  "start payment",
  "refresh payment",
  "cancel order",
  "void payment",
  "check payments",
  "drain inbox",
  "grant credit",
] as const;

const merchantId = z.uuid();

/** What the process is to do, as the parent tells it on its command line. */
export const assignmentSchema = z.object({
  act: z.enum(ACTS),
  buyer: z.object({
    kind: z.literal("customer"),
    merchantId,
    loginId: z.uuid(),
    customerId: z.uuid(),
    name: z.string(),
  }),
  staff: z.object({
    kind: z.literal("staff"),
    merchantId,
    loginId: z.uuid(),
    role: z.literal("finance_admin"),
    name: z.string(),
  }),
  system: z.object({ kind: z.literal("system"), merchantId, name: z.string() }),
  orderId: z.uuid(),
  paymentId: z.uuid(),
  /** Of a placement or an adjustment. */
  key: z.uuid(),
  productId: z.uuid(),
});

export type Assignment = z.infer<typeof assignmentSchema>;
