import { z } from "zod";
import { LINE_QUANTITY_MAX } from "@/lib/domain/orders/order";

/** Puts a product into the cart at this quantity; zero takes it out. */
export const cartForm = z.object({
  productId: z.string().max(40),
  quantity: z.coerce
    .number("quantity_out_of_range")
    .int("quantity_out_of_range")
    .min(0, "quantity_out_of_range")
    .max(LINE_QUANTITY_MAX, "quantity_out_of_range"),
});
