import { z } from "zod";
import { ALERT_ACTS } from "@/lib/domain/alerts/alert";
import { plainText } from "./plain-text";

const publicId = z.string().min(1).max(40);
const reason = plainText(500, "reason_required");

/** A finished site, or its new version, that staff show to the customer. */
export const attachSiteForm = z.object({
  siteId: publicId,
  url: z
    .string()
    .trim()
    .min(1, "required")
    .max(2_000, "too_long")
    .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol), "invalid_url"),
  note: plainText(2_000),
});

export const markSitesReadyForm = z.object({ orderId: publicId });

export const refreshPaymentForm = z.object({ paymentId: publicId });

export const creditNoteForm = z.object({
  creditKey: z.uuid(),
  documentId: publicId,
  amount: z.string().trim().min(1, "invalid_amount").max(30, "amount_too_large"),
  reason,
});

/** An act on a journal entry: reversing it, or giving its money to the customer. */
export const entryActForm = z.object({ entryId: publicId, reason });

const minorAmount = z
  .string()
  .trim()
  .regex(/^\d{1,15}$/, "minor_amount_malformed")
  .transform((text) => BigInt(text));

/** Whole numbers of the smallest unit: "50.00" is none. */
export const changeLimitsForm = z.object({ minMinor: minorAmount, maxMinor: minorAmount, reason });

export const replayWebhookEventForm = z.object({ eventId: publicId });

export const handleAlertForm = z.object({
  alertId: publicId,
  act: z.enum(ALERT_ACTS),
  note: plainText(500).default(""),
});

export const replayWebhookEventsForm = z.object({
  state: z.enum(["failed", "dead", "parked"]),
  type: z.string().max(255).default(""),
});
