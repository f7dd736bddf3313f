import { z } from "zod";

/** The choice that is no preset: the amount stands in the field beside it. */
export const OTHER_AMOUNT = "other";

/** The amount stays a text here: what it is worth depends on the currency's digits. */
export const topUpForm = z
  .object({
    topUpKey: z.uuid(),
    currency: z.string().regex(/^[A-Z]{3}$/),
    choice: z.string().max(30).default(OTHER_AMOUNT),
    amount: z.string().trim().max(30, "amount_too_large").default(""),
  })
  .transform(({ topUpKey, currency, choice, amount }) => ({
    topUpKey,
    currency,
    amount: choice === OTHER_AMOUNT ? amount : choice,
  }));
