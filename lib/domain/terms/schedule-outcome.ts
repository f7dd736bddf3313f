import { scheduled } from "../collection/scheduled";
import { earnedMinor, invoicedMinor, splitBeyond } from "../orders/earned";
import { isReleasedBy } from "../orders/is-released-by";
import { type Installment, leftMinor, type Order } from "../orders/order";
import { taxTakenBack, withTax } from "../tax/spread-tax";
import { taxOf } from "../tax/tax-row";
import type { CalendarDate } from "../time/calendar-date";
import type { ScheduleSituation, ScheduleWish } from "./schedule-wish";

type Dated = Installment & { readonly nextStepAt: Date | null };

/** An installment that claims no more what is open of it. Amounts in minor units. */
export interface Withdrawal {
  readonly installment: Installment;
  readonly amountMinor: bigint;
  /** The tax in that. */
  readonly taxMinor: bigint;
  /** Whether an invoice claims it: then there is a credit note. */
  readonly isInvoiced: boolean;
  /** What of it was earned, and has to wait for another invoice. */
  readonly unbilledMinor: bigint;
}

/** What a schedule comes to that takes another's place. */
export interface ScheduleOutcome {
  readonly order: Order;
  readonly withdrawals: readonly Withdrawal[];
  /** What stays of the old schedule. */
  readonly kept: readonly Installment[];
  readonly added: readonly Dated[];
  /** How much more, or less, of the fee is earned than was; zero where it is not earned yet. The unbilled part of that. */
  readonly fee: { readonly differenceMinor: bigint; readonly unbilledMinor: bigint };
  /** Whether the order goes on, because no deposit is asked for any more. */
  readonly step: "none" | "confirmed" | "payable";
  /** Whether the customer gets what they ordered with it. */
  readonly isReleasedNow: boolean;
}

interface Today {
  readonly today: CalendarDate;
  readonly timeZone: string;
  readonly newId: () => string;
}

function keptOf({ installments }: ScheduleSituation, { withdrawn }: ScheduleWish): Installment[] {
  return installments
    .map((part): Installment =>
      withdrawn.includes(part)
        ? {
            ...part,
            state: "paid",
            withdrawnMinor: part.withdrawnMinor + leftMinor(part),
            taxMinor: part.taxMinor - taxTakenBack(part, leftMinor(part)),
          }
        : part,
    )
    .filter((part) => part.withdrawnMinor < part.amountMinor);
}

/** Each invoice gives back first what it claimed ahead of its earning, then what was earned before. */
function withdrawalsOf({ order, installments, lines }: ScheduleSituation, wish: ScheduleWish): Withdrawal[] {
  let room = invoicedMinor(installments) - earnedMinor(order, lines);
  return wish.withdrawn.map((installment) => {
    const amountMinor = leftMinor(installment);
    const taxMinor = taxTakenBack(installment, amountMinor);
    const isInvoiced = installment.state !== "scheduled";
    if (!isInvoiced) return { installment, amountMinor, taxMinor, isInvoiced, unbilledMinor: 0n };
    const { beyond } = splitBeyond(amountMinor - taxMinor, room);
    room -= amountMinor - taxMinor;
    return { installment, amountMinor, taxMinor, isInvoiced, unbilledMinor: beyond };
  });
}

/** The fee was earned when the order was released: what the new terms' fee differs by is earned, or unearned, now. */
function feeOf({ order, lines }: ScheduleSituation, wish: ScheduleWish, kept: readonly Installment[]) {
  if (!order.isReleased) return { differenceMinor: 0n, unbilledMinor: 0n };
  const differenceMinor = wish.order.feeMinor - order.feeMinor;
  const room = invoicedMinor(kept) - earnedMinor(order, lines);
  if (differenceMinor >= 0n)
    return { differenceMinor, unbilledMinor: splitBeyond(differenceMinor, room).beyond };
  return { differenceMinor, unbilledMinor: -splitBeyond(-differenceMinor, -room).within };
}

function stepOf(order: Order, { parts }: ScheduleWish): ScheduleOutcome["step"] {
  if (order.state !== "deposit_pending" || parts[0]?.purpose === "deposit") return "none";
  return order.workflow.approval === "sites" ? "confirmed" : "payable";
}

function addedOf(order: Order, wish: ScheduleWish, step: ScheduleOutcome["step"], on: Today): Dated[] {
  const isPayable = order.state === "payment_pending" || step === "payable";
  return wish.parts.map((part): Dated => {
    const undated: Dated = {
      merchantId: order.merchantId,
      id: on.newId(),
      orderId: order.id,
      position: part.position,
      state: "scheduled",
      currency: order.currency,
      amountMinor: part.amount.amountMinor,
      paidMinor: 0n,
      creditedMinor: 0n,
      withdrawnMinor: 0n,
      taxMinor: 0n,
      purpose: part.purpose,
      due: part.due,
      dueOn: null,
      collection: "none",
      chargeCount: 0,
      agendaStep: 0,
      retryAt: null,
      answerBy: null,
      nextStepAt: null,
    };
    // Before an order is payable, only a deposit has its day.
    return isPayable || part.purpose === "deposit" ? scheduled(wish.order, undated, on) : undated;
  });
}

/** Works out what a schedule comes to that takes the place of what is open: for the preview, and for doing it. */
export function scheduleOutcome(
  situation: ScheduleSituation,
  wish: ScheduleWish,
  on: Today,
): ScheduleOutcome {
  const { order } = situation;
  const kept = keptOf(situation, wish);
  const step = stepOf(order, wish);
  const isPayable = order.state === "payment_pending";
  return {
    order: wish.order,
    withdrawals: withdrawalsOf(situation, wish),
    kept,
    added: withTax(addedOf(order, wish, step, on), order.taxMinor + order.taxIncludedMinor - taxOf(kept)),
    fee: feeOf(situation, wish, kept),
    step,
    isReleasedNow: isPayable && !order.isReleased && isReleasedBy(wish.order),
  };
}
