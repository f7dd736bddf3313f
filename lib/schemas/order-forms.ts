import { z } from "zod";

const publicId = z.string().min(1).max(40);

/** Sites that the customer approves, one or all. */
export const approveSitesForm = z.object({ orderId: publicId, siteIds: z.array(publicId).min(1).max(500) });

/** A site that the customer sends back, with what should change. */
export const sendSiteBackForm = z.object({
  siteId: publicId,
  comment: z.string().trim().min(1, "comment_required").max(2_000, "too_long"),
});

export const cancelOrderForm = z.object({
  orderId: publicId,
  reason: z.string().trim().min(1, "reason_required").max(500, "too_long"),
});
