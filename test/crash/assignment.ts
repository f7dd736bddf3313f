import { z } from "zod";

/** The acts that move money or decide about it: at each crash point of each the process dies, and is recovered from. */
export const ACTS = [
  "place order",
  "place order on terms",
  "start payment",
  "refresh payment",
  "cancel order",
  "void payment",
  "check payments",
  "drain inbox",
  "fall due",
  "pay with credit",
  "top up wallet",
  "grant credit",
  "convert credit",
  "record manual payment",
  "verify manual payment",
  "create pay link",
  "issue credit note",
] as const;

export type Act = (typeof ACTS)[number];

const merchantId = z.uuid();
const staff = z.object({
  kind: z.literal("staff"),
  merchantId,
  loginId: z.uuid(),
  role: z.enum(["finance_admin", "finance_approver", "billing_ops"]),
  name: z.string(),
});

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
  staff,
  system: z.object({ kind: z.literal("system"), merchantId, name: z.string() }),
  orderId: z.uuid(),
  paymentId: z.uuid(),
  /** What else the act is about: terms, an installment, a lot, an invoice, a manual payment. */
  subjectId: z.uuid(),
  /** Names the act, for who has to ask twice. */
  key: z.uuid(),
  productId: z.uuid(),
  /** By its own clock, where that is not now. */
  now: z.coerce.date().nullable(),
});

export type Assignment = z.infer<typeof assignmentSchema>;
