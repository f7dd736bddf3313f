import { nextOrderStates, ORDER_STATES, type OrderState, workflowOf } from "@/lib/domain/orders/order-state";
import { memberAt, memberOrNullAt, type Row, type SqlReader, textAt } from "@/lib/db/row";

export interface BrokenTimeline {
  readonly merchantId: string;
  readonly orderId: string;
  readonly note: string;
}

const STEPS = `SELECT e.merchant_id, e.order_id, e.from_state, e.to_state, o.state, o.workflow ->> 'approval' AS approval
  FROM order_event e JOIN "order" o ON o.merchant_id = e.merchant_id AND o.id = e.order_id
  WHERE e.to_state IS NOT NULL AND ($1::uuid IS NULL OR e.merchant_id = $1) ORDER BY e.recorded_at, e.id`;

/** The step's fault, or null: it begins where the order was, and leads along the order's transitions. */
function faultOf(row: Row, at: OrderState | null): string | null {
  const from = memberOrNullAt(row, "from_state", ORDER_STATES);
  const to = memberAt(row, "to_state", ORDER_STATES);
  const workflow = workflowOf(textAt(row, "approval") === "sites" ? ["site_placement"] : ["course"]);
  const isAllowed =
    from === null
      ? to === "confirmed" || to === "deposit_pending"
      : nextOrderStates(workflow, from).includes(to);
  return from === at && isAllowed
    ? null
    : `From ${at ?? "nothing"} to ${to}; it says from ${from ?? "nothing"}.`;
}

/** Orders whose timeline leaves their transitions, or does not end where the order is. */
export async function proveTimelines(
  reader: SqlReader,
  merchantId: string | null,
): Promise<BrokenTimeline[]> {
  const { rows } = await reader.query(STEPS, [merchantId]);
  const reached = new Map<string, OrderState>();
  const last = new Map<string, Row>();
  const broken: BrokenTimeline[] = [];
  const add = (row: Row, note: string) =>
    broken.push({ merchantId: textAt(row, "merchant_id"), orderId: textAt(row, "order_id"), note });
  for (const row of rows) {
    const orderId = textAt(row, "order_id");
    const fault = faultOf(row, reached.get(orderId) ?? null);
    if (fault !== null) add(row, fault);
    reached.set(orderId, memberAt(row, "to_state", ORDER_STATES));
    last.set(orderId, row);
  }
  for (const [orderId, row] of last) {
    const state = memberAt(row, "state", ORDER_STATES);
    if (reached.get(orderId) !== state)
      add(row, `It is ${state}, and was last heard of as ${reached.get(orderId)}.`);
  }
  return broken;
}
