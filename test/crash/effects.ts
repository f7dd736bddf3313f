import type { Act } from "./assignment";

/**
 * What an act has done, as a count that is one however often it was killed and done again. $1 is the order, $2 the key, $3 the
 * subject, $4 the buyer. Of the others, the gateway's charges are counted against the books.
 */
export const EFFECTS: Partial<Readonly<Record<Act, string>>> = {
  "place order": `SELECT 1 FROM "order" WHERE placement_key = $2`,
  "place order on terms": `SELECT 1 FROM "order" o WHERE placement_key = $2 AND
    (SELECT count(*) FROM installment i WHERE i.order_id = o.id) = 3 AND (SELECT count(*) FROM invoice i WHERE i.order_id = o.id) = 1`,
  "start payment": `SELECT 1 FROM wallet_hold h JOIN payment p ON p.id = h.payment_id AND p.state = 'pending'
    WHERE h.order_id = $1 AND h.state = 'active'`,
  "refresh payment": `SELECT 1 FROM wallet_hold h JOIN payment p ON p.id = h.id AND p.tender = 'wallet' AND p.state = 'completed'
    WHERE h.order_id = $1 AND h.state = 'captured'`,
  "void payment": `SELECT 1 FROM wallet_hold h JOIN wallet_hold_lot o ON o.hold_id = h.id
    JOIN wallet_lot l ON l.id = o.lot_id AND l.held_minor = 0 AND l.remaining_minor = l.granted_minor
    WHERE h.order_id = $1 AND h.state = 'released'`,
  "cancel order": `SELECT 1 FROM order_event WHERE order_id = $1 AND to_state = 'canceled'`,
  "fall due": `SELECT 1 FROM invoice WHERE order_id = $1 AND installment_id = $3`,
  "pay with credit": `SELECT 1 FROM payment p JOIN "order" o ON o.id = p.order_id AND o.state = 'paid'
    WHERE p.order_id = $1 AND p.tender = 'wallet' AND p.state = 'completed'`,
  "top up wallet": `SELECT 1 FROM wallet_top_up WHERE customer_id = $4`,
  "grant credit": `SELECT 1 FROM wallet_lot WHERE origin_kind = 'adjustment' AND origin_id = $2`,
  "convert credit": `SELECT 1 FROM wallet_lot n JOIN wallet_lot o ON o.id = $3::uuid AND o.remaining_minor = o.granted_minor - 500
    WHERE n.origin_kind = 'conversion' AND n.origin_id = $2`,
  "record manual payment": `SELECT 1 FROM manual_payment WHERE customer_id = $4`,
  "verify manual payment": `SELECT 1 FROM payment p JOIN "order" o ON o.id = p.order_id AND o.state = 'paid'
    WHERE p.order_id = $1 AND p.gateway = 'manual' AND p.state = 'completed'`,
  "create pay link": `SELECT 1 FROM pay_link WHERE order_id = $1`,
  "issue credit note": `SELECT 1 FROM document WHERE order_id = $1 AND kind = 'credit_note'`,
};
