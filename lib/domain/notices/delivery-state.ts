/**
 * How the delivery of a message stands. sending: in a worker's hands at this moment. failed: given up, nothing left.
 * unconfirmed: the server may or may not have taken it, so it is not sent again by itself. bounced: taken, and came back.
 */
export const DELIVERY_STATES = ["queued", "sending", "sent", "failed", "unconfirmed", "bounced"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
