import { invariant } from "@/lib/domain/invariant";
import { leftMinor } from "@/lib/domain/orders/order";
import type { Payment } from "@/lib/domain/payments/payment";
import { err, ok, type Result } from "@/lib/domain/result";
import { termsJson } from "@/lib/domain/terms/payment-terms";
import { type ScheduleOutcome, scheduleOutcome } from "@/lib/domain/terms/schedule-outcome";
import type { ScheduleSituation, ScheduleWish } from "@/lib/domain/terms/schedule-wish";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { lockInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { findLines } from "@/lib/db/orders";
import { lockLivePayments } from "@/lib/db/payments";
import type { Tx } from "@/lib/db/transaction";
import { newId, sha256 } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { lockOwnOrder } from "../orders/lock-own-order";

export interface ScheduleWishOf {
  readonly orderId: string;
  /** The fingerprint of the schedule that was looked at: to what changed since then, nobody has agreed. Null for a first look. */
  readonly seen: string | null;
  readonly plan: (situation: ScheduleSituation) => Result<ScheduleWish>;
}

/** A change of an order's schedule, decided under lock. */
export interface DecidedSchedule {
  readonly before: ScheduleSituation;
  readonly outcome: ScheduleOutcome;
  /** Payments through which money may still move. */
  readonly live: readonly Payment[];
  readonly fingerprint: string;
}

/** Tells one state of a schedule from any other: its terms, and what each part still claims. */
function fingerprintOf({ order, installments }: ScheduleSituation): string {
  const parts = installments.map((part) => `${part.id} ${part.state} ${leftMinor(part)} ${part.dueOn}`);
  return sha256([order.state, termsJson(order.terms), ...parts].join("\n"));
}

/** Locks what another schedule touches, in the order of all locks, and decides what it comes to. */
export async function decideSchedule(
  tx: Tx,
  ctx: ServiceContext,
  { orderId, seen, plan }: ScheduleWishOf,
): Promise<Result<DecidedSchedule>> {
  const found = await lockOwnOrder(tx, ctx, orderId);
  if (!found.ok) return found;
  const order = found.value;
  const { merchantId } = order;
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${orderId} has no merchant.`);
  const installments = await lockInstallments(tx, merchantId, [orderId]);
  const before = { order, installments, lines: await findLines(tx, merchantId, [orderId]) };
  const planned = plan(before);
  if (!planned.ok) return planned;
  const fingerprint = fingerprintOf(before);
  if (seen !== null && seen !== fingerprint) return err({ kind: "conflict", code: "page_outdated" });
  const { timeZone } = merchant;
  const today = calendarDateAt(ctx.clock.now(), timeZone);
  const live = await lockLivePayments(tx, merchantId, orderId);
  const outcome = scheduleOutcome(before, planned.value, { today, timeZone, newId });
  return ok({ before, outcome, live, fingerprint });
}
