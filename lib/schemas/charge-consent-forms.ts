import { z } from "zod";

const publicId = z.string().min(1).max(40);

/** A card that may be charged by itself, with the words that were shown; the box is ticked or it is not. */
export const giveChargeConsentForm = z.object({
  consentKey: z.uuid(),
  orderId: publicId,
  methodId: publicId,
  text: z.string().min(1).max(1_000),
  agreed: z.literal("on", { error: "consent_required" }),
});

export const withdrawChargeConsentForm = z.object({ orderId: publicId });
