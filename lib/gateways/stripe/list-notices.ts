import type Stripe from "stripe";
import type { ListedNotice } from "../gateway";
import { readableEvent } from "./readable-event";
import { translateEvent } from "./translate-event";

/**
 * Stripe's events since an instant, oldest first. Stripe lists the newest first and keeps thirty days; an event that this
 * build cannot read is left out, as it would be refused at the door. Where more happened than the limit, the oldest are taken,
 * so that nothing between is skipped by the next look.
 * @see https://docs.stripe.com/api/events/list
 */
export async function listNotices(stripe: Stripe, since: Date, limit: number): Promise<ListedNotice[]> {
  const oldest: ListedNotice[] = [];
  const events = stripe.events.list({ created: { gte: Math.floor(since.getTime() / 1000) }, limit: 100 });
  for await (const event of events) {
    if (!readableEvent.safeParse(event).success) continue;
    oldest.push({ notice: translateEvent(event), payload: JSON.stringify(event, null, 2) });
    if (oldest.length > limit) oldest.shift();
  }
  return oldest.toReversed();
}
