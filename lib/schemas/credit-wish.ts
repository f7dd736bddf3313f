import { z } from "zod";

/** At most what PostgreSQL's bigint holds; no wallet comes near it. */
const DIGITS_MAX = 18;

/** How much credit is to be used, in minor units as a text, and from which lots; null leaves the picking to the rule. */
export const creditWish = z.object({
  amountMinor: z
    .string()
    .max(DIGITS_MAX)
    .regex(/^\d+$/)
    .transform((text) => BigInt(text)),
  lotIds: z.array(z.uuid()).max(200).nullable(),
});
