import type { Installment, Order, OrderLine } from "../orders/order";
import type { DraftPart } from "./terms-model";

/** An order with its schedule, read under lock. */
export interface ScheduleSituation {
  readonly order: Order;
  /** All that were not replaced before. */
  readonly installments: readonly Installment[];
  readonly lines: readonly OrderLine[];
}

export interface PlacedPart extends DraftPart {
  readonly position: number;
}

/** A schedule that is to take the place of what is open of another. */
export interface ScheduleWish {
  /** The order as it will be: its terms, their fee, its total. */
  readonly order: Order;
  /** Open installments that claim no more. What is paid of them stays paid. */
  readonly withdrawn: readonly Installment[];
  /** What claims instead of them; together it comes to what is open of the order's total. */
  readonly parts: readonly PlacedPart[];
}
