import { z } from "zod";
import { plainText } from "./plain-text";

const publicId = z.string().min(1).max(40);

/** Sites that the customer approves, one or all, as they stood when the page was made. */
export const approveSitesForm = z.object({
  orderId: publicId,
  siteIds: z.array(publicId).min(1).max(500),
  lookedAt: z.iso.datetime().transform((text) => new Date(text)),
});

/** A site that the customer sends back, with what should change. */
export const sendSiteBackForm = z.object({
  siteId: publicId,
  comment: plainText(2_000, "comment_required"),
});

export const cancelOrderForm = z.object({
  orderId: publicId,
  reason: plainText(500, "reason_required"),
});
