import type { Actor } from "@/lib/domain/actor";
import { type PayLinkState, payLinkState } from "@/lib/domain/pay-links/pay-link";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";
import { businessClock } from "@/lib/platform/clock";
import { payLinkUrl } from "@/lib/platform/pay-link-token";

export interface PayLinkView {
  readonly id: string;
  readonly state: PayLinkState;
  /** To hand on by other ways than mail; null once it opens nothing. */
  readonly url: string | null;
  readonly reason: string;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedBy: string | null;
  readonly revokeReason: string | null;
  readonly openCount: number;
  readonly openedAt: Date | null;
}

/** The links of an order, newest first. Null for whoever may not hand them out: a link lets anybody pay. */
export async function listPayLinks(
  actor: Actor,
  input: { readonly orderId: string },
): Promise<PayLinkView[] | null> {
  if (!permits(actor, "pay_link.manage")) return null;
  const { merchantId } = actor;
  const rows = await prisma().payLink.findMany({
    where: { merchantId, orderId: input.orderId },
    orderBy: { id: "desc" },
    take: 50,
  });
  const now = businessClock.now();
  return rows.map((row) => {
    const state = payLinkState(row, now);
    const claims = { merchantId, payLinkId: row.id, expiresAt: row.expiresAt };
    return { ...row, state, url: state === "open" ? payLinkUrl(claims) : null };
  });
}
