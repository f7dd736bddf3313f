import { type Installment, isOpen, leftMinor } from "../orders/order";
import type { CalendarDate } from "../time/calendar-date";

/** A charge that a consent covers. */
export interface ChargeAhead {
  readonly installmentId: string;
  readonly position: number;
  readonly amountMinor: bigint;
  /** Null: on the day on which it becomes payable. */
  readonly dueOn: CalendarDate | null;
  /** Charged as soon as the customer agrees: an earlier charge of it did not work. */
  readonly isAtOnce: boolean;
}

/** As much of an installment as says whether and when it is charged by itself. */
export type ChargeablePart = Pick<
  Installment,
  | "id"
  | "state"
  | "position"
  | "due"
  | "dueOn"
  | "collection"
  | "retryAt"
  | "purpose"
  | "amountMinor"
  | "paidMinor"
  | "creditedMinor"
  | "withdrawnMinor"
>;

/**
 * What a consent that is given now covers: every part that is charged by itself and whose day has not come, and each whose charge
 * did not work. What is due now and was never charged stays the customer's to pay: they are here, and can be asked.
 */
export function chargesAhead(installments: readonly ChargeablePart[]): ChargeAhead[] {
  return installments
    .filter((part) => isOpen(part) && part.due.charge === "automatic" && part.purpose !== "deposit")
    .filter((part) => part.state === "scheduled" || part.collection !== "none" || part.retryAt !== null)
    .toSorted((left, right) => left.position - right.position)
    .map((part) => ({
      installmentId: part.id,
      position: part.position,
      amountMinor: leftMinor(part),
      dueOn: part.dueOn,
      isAtOnce: part.collection !== "none",
    }));
}
