import { z } from "zod";
import { MANUAL_METHODS } from "@/lib/domain/manual-payments/manual-payment";
import { plainText } from "./plain-text";

const publicId = z.string().min(1).max(40);

/** Money that came by hand. Amounts stay texts here: what they are worth depends on the currency's digits. */
export const recordManualPaymentForm = z.object({
  recordKey: z.uuid(),
  customerId: publicId,
  method: z.enum(MANUAL_METHODS),
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z.string().trim().min(1, "invalid_amount").max(30, "amount_too_large"),
  receivedOn: z.iso.date("invalid_day"),
  reference: plainText(140, "reference_required"),
  note: plainText(500),
});

export const decideManualPaymentForm = z.object({ manualPaymentId: publicId });
export const rejectManualPaymentForm = z.object({
  manualPaymentId: publicId,
  reason: plainText(500, "reason_required"),
});
