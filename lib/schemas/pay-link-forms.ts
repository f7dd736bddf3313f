import { z } from "zod";
import { plainText } from "./plain-text";

const publicId = z.string().min(1).max(40);

/** A link for somebody to pay an order without an account; the checkbox is there or it is not. */
export const createPayLinkForm = z.object({
  linkKey: z.uuid(),
  orderId: publicId,
  validDays: z.coerce.number({ error: "whole_number" }).int("whole_number").min(1, "whole_number"),
  reason: plainText(500, "reason_required"),
  isMailed: z
    .literal("on")
    .optional()
    .transform((value) => value === "on"),
});

export const revokePayLinkForm = z.object({
  payLinkId: publicId,
  reason: plainText(500, "reason_required"),
});
