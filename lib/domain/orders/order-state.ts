import { err, ok, type Result } from "../result";
import type { FailureOf } from "../failure";

export const ORDER_STATES = [
  "deposit_pending",
  "confirmed",
  "sites_ready",
  "payment_pending",
  "paid",
  "canceled",
] as const;
export type OrderState = (typeof ORDER_STATES)[number];

export type SiteState = "in_preparation" | "ready" | "changes_requested" | "approved";

export type ProductKind = "site_placement" | "course" | "subscription";

/** What a line of an order sells: a product, or money to spend later. */
export type LineKind = ProductKind | "wallet_top_up";

/** The steps of one order, frozen when it is placed. */
export interface OrderWorkflow {
  /** sites: each site is approved before more than a deposit is due. none: payable at once. */
  readonly approval: "sites" | "none";
  /** It fills the wallet: nothing is sold yet, so there is no invoice, no revenue, and no credit pays for it. */
  readonly isTopUp?: true;
}

/** Where an order begins: with terms that ask for a deposit, nothing is done before it is paid. */
export function firstOrderState(
  firstPurpose: string | undefined,
): Extract<OrderState, "deposit_pending" | "confirmed"> {
  return firstPurpose === "deposit" ? "deposit_pending" : "confirmed";
}

/** An order with sites waits for their approval; one without has nothing to wait for. */
export function workflowOf(kinds: readonly ProductKind[]): OrderWorkflow {
  return { approval: kinds.includes("site_placement") ? "sites" : "none" };
}

const NEXT_STATES = {
  sites: {
    deposit_pending: ["confirmed", "canceled"],
    confirmed: ["sites_ready", "canceled"],
    sites_ready: ["payment_pending", "canceled"],
    payment_pending: ["paid", "canceled"],
    // A check may bounce, and a transfer be recalled.
    paid: ["payment_pending"],
    canceled: [],
  },
  none: {
    deposit_pending: ["payment_pending", "canceled"],
    confirmed: ["payment_pending", "canceled"],
    sites_ready: [],
    payment_pending: ["paid", "canceled"],
    // A check may bounce, and a transfer be recalled.
    paid: ["payment_pending"],
    canceled: [],
  },
} as const satisfies Record<OrderWorkflow["approval"], Record<OrderState, readonly OrderState[]>>;

/** The states that an order of this workflow may go to from here. */
export function nextOrderStates(workflow: OrderWorkflow, from: OrderState): readonly OrderState[] {
  return NEXT_STATES[workflow.approval][from];
}

/** Checks one step of an order's life. Refuses any other jump, naming both ends. */
export function transitionOrder(
  workflow: OrderWorkflow,
  from: OrderState,
  to: OrderState,
): Result<OrderState, FailureOf<"conflict">> {
  if (nextOrderStates(workflow, from).includes(to)) return ok(to);
  return err({ kind: "conflict", code: "order_state_refused", from, to });
}
