import { z } from "zod";
import { isGatewayId } from "@/lib/domain/payments/gateway-ids";

export const paymentMethodForm = z.object({ methodId: z.string().min(1).max(40) });

/** The gateway's name of a finished setup, as the browser got it; the server asks the gateway what it is. */
export const recordSavedMethodForm = z.object({
  setupId: z.string().refine((text) => isGatewayId("setup", text), "not_an_id"),
});
