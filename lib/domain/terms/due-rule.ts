import { choiceAt, dayAt, fieldsOf, wholeAt } from "./read-fields";
import { addDays, addMonths, type CalendarDate, endOfMonth } from "../time/calendar-date";

/**
 * When one installment is due. Counted in civil days of the merchant's zone from the day of the order (placement), or from the
 * day on which it becomes payable (approval): when its sites are approved; without sites, at once or once a deposit is paid.
 */
export interface DueRule {
  readonly from: "placement" | "approval";
  /** Whole months, counted before the days; where a month has no such day, its last one. */
  readonly months: number;
  readonly days: number;
  /** end_then_days: so many days after the month's end. days_then_end: the end of the month that the days lead to. */
  readonly end: "none" | "end_then_days" | "days_then_end";
  /** A fixed day; where it is past on the day that is counted from, that day. */
  readonly on: CalendarDate | null;
  /** Whether it is invoiced on the day that is counted from, or on the day that it is due. */
  readonly invoiced: "at_once" | "on_the_day";
  /** Whether the kept card is charged on the day, or the customer pays by themselves. */
  readonly charge: "automatic" | "by_customer";
}

/** Due when the order becomes payable, and paid by the customer: what an order without other terms has. */
export const ON_APPROVAL: DueRule = {
  from: "approval",
  months: 0,
  days: 0,
  end: "none",
  on: null,
  invoiced: "on_the_day",
  charge: "by_customer",
};

/** The days that due dates are counted from; null for one that has not come. */
export interface Anchors {
  readonly placedOn: CalendarDate;
  readonly payableOn: CalendarDate | null;
}

/** The day that a rule counts from. */
export function anchorOf(rule: DueRule, anchors: Anchors): CalendarDate | null {
  return rule.from === "placement" ? anchors.placedOn : anchors.payableOn;
}

/** The day on which it is due; null while the day that it is counted from has not come. */
export function dueDate(rule: DueRule, anchors: Anchors): CalendarDate | null {
  const anchor = anchorOf(rule, anchors);
  if (anchor === null) return null;
  if (rule.on !== null) return rule.on > anchor ? rule.on : anchor;
  const month = addMonths(anchor, rule.months);
  switch (rule.end) {
    case "none":
      return addDays(month, rule.days);
    case "end_then_days":
      return addDays(endOfMonth(month), rule.days);
    case "days_then_end":
      return endOfMonth(addDays(month, rule.days));
  }
}

/** A rule as it was stored; null for anything else. */
export function readDueRule(value: unknown): DueRule | null {
  const fields = fieldsOf(value);
  if (fields === null) return null;
  const from = choiceAt(fields, "from", ["placement", "approval"]);
  const months = wholeAt(fields, "months", 0, 100_000);
  const days = wholeAt(fields, "days", 0, 1_000_000);
  const end = choiceAt(fields, "end", ["none", "end_then_days", "days_then_end"]);
  const invoiced = choiceAt(fields, "invoiced", ["at_once", "on_the_day"]);
  const charge = choiceAt(fields, "charge", ["automatic", "by_customer"]);
  if (from === null || months === null || days === null) return null;
  if (end === null || invoiced === null || charge === null) return null;
  return { from, months, days, end, on: dayAt(fields, "on"), invoiced, charge };
}
