import type { Money } from "../money/money";
import type { CalendarDate } from "../time/calendar-date";
import { type Anchors, dueDate } from "./due-rule";
import { modelOf, type PaymentTerms } from "./payment-terms";
import type { DraftPart } from "./terms-model";

export interface ScheduledInstallment extends DraftPart {
  readonly position: number;
}

export interface DatedInstallment extends ScheduledInstallment {
  /** Null while the day that it is counted from has not come. */
  readonly dueOn: CalendarDate | null;
}

/** The parts that the terms make of a total, from one on; they sum to it exactly. */
export function buildSchedule(terms: PaymentTerms, total: Money): ScheduledInstallment[] {
  return modelOf(terms)
    .partsOf(total)
    .map((part, index) => ({ ...part, position: index + 1 }));
}

/** The same with the days on which they are due. */
export function datedSchedule(terms: PaymentTerms, total: Money, anchors: Anchors): DatedInstallment[] {
  return buildSchedule(terms, total).map((part) => ({ ...part, dueOn: dueDate(part.due, anchors) }));
}
