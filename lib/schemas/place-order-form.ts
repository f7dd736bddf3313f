import { z } from "zod";
import { CART_LINES_MAX, parseCartLine } from "./cart";

/** The cart as its page showed it, with the key that this showing was given. There is no price in it. */
export const placeOrderForm = z.object({
  placementKey: z.uuid(),
  /** Which of the shown terms were chosen: an option's id, account or standard. */
  terms: z.string().max(40).optional(),
  lines: z
    .array(
      z.string().transform((text, context) => {
        const line = parseCartLine(text);
        if (line) return line;
        context.addIssue({ code: "custom", message: "quantity_out_of_range" });
        return z.NEVER;
      }),
    )
    .max(CART_LINES_MAX),
});
