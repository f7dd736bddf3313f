import { z } from "zod";
import { plainText } from "./plain-text";

/** To whom documents are made out; what each field may hold is the domain's rule. */
export const billingForm = z.object({
  locale: z.string().max(10),
  name: plainText(300),
  address: plainText(1_000),
  country: z.string().max(2),
  region: z.string().max(10).default(""),
  taxId: plainText(60),
});
