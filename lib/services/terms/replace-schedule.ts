import { actorLoginId } from "@/lib/domain/actor";
import { invariant } from "@/lib/domain/invariant";
import { invoiceReplaced } from "@/lib/domain/ledger/entries";
import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import { money } from "@/lib/domain/money/money";
import { type Installment, leftMinor, type Order, type OrderEventDraft } from "@/lib/domain/orders/order";
import { termsJson } from "@/lib/domain/terms/payment-terms";
import { feeEntries, releaseEntries } from "@/lib/domain/terms/schedule-entries";
import type { ScheduleOutcome } from "@/lib/domain/terms/schedule-outcome";
import type { ScheduleSituation } from "@/lib/domain/terms/schedule-wish";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { insertInstallments, updateInstallments, withdrawInstallments } from "@/lib/db/installments";
import { findOpenInvoices } from "@/lib/db/invoices";
import { findMerchant } from "@/lib/db/merchants";
import { updateOrderState, updateOrderTerms } from "@/lib/db/orders";
import { insertTermsChange } from "@/lib/db/terms";
import type { Tx } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { creditInvoices } from "../documents/credit-invoices";
import { issueInvoices } from "../invoices/issue-invoices";
import { postEarnings } from "../ledger/post-earnings";
import { makePayable } from "../orders/make-payable";
import { taxParts } from "../tax/tax-parts";
import { openCourses } from "../orders/open-courses";

export interface ScheduleChange {
  readonly id: string;
  readonly before: ScheduleSituation;
  readonly outcome: ScheduleOutcome;
  readonly reason: string;
  readonly at: Date;
}

/** Terms and schedule as they are kept for the record. */
function recordOf(order: Order, installments: readonly Installment[]): string {
  const parts = installments
    .toSorted((left, right) => left.position - right.position)
    .map((part) => ({
      position: part.position,
      state: part.state,
      purpose: part.purpose,
      amountMinor: String(part.amountMinor - part.withdrawnMinor),
      leftMinor: String(leftMinor(part)),
      dueOn: part.dueOn,
    }));
  const terms: unknown = JSON.parse(termsJson(order.terms));
  const { currency, feeMinor, totalMinor } = order;
  return JSON.stringify({
    terms,
    currency,
    feeMinor: String(feeMinor),
    totalMinor: String(totalMinor),
    installments: parts,
  });
}

/** What was invoiced and is claimed no more gets a credit note, and comes out of what the customer owes. */
async function withdraw(tx: Tx, ctx: ServiceContext, { before, outcome, reason, at }: ScheduleChange) {
  const { order } = before;
  const { merchantId } = order;
  const open = await findOpenInvoices(tx, merchantId, order.id);
  const credits = outcome.withdrawals
    .filter(({ isInvoiced }) => isInvoiced)
    .map(({ installment, amountMinor }) => {
      const invoice = open.find(({ installmentId }) => installmentId === installment.id);
      invariant(invoice !== undefined, `Installment ${installment.id} is claimed without an invoice.`);
      return { invoice, amount: money(amountMinor, order.currency) };
    });
  const notes = await creditInvoices(tx, ctx, { order, credits, reason, at, isClaimedAgain: true });
  const withdrawn = outcome.withdrawals.map(({ installment, taxMinor }) => ({
    installmentId: installment.id,
    taxMinor,
  }));
  await withdrawInstallments(tx, merchantId, withdrawn);
  const entries: JournalEntryDraft[] = [];
  for (const note of notes) {
    const withdrawal = outcome.withdrawals.find(({ installment }) => installment.id === note.installmentId);
    entries.push(
      invoiceReplaced({
        orderId: order.id,
        paymentId: null,
        occurredAt: at,
        creditNoteId: note.documentId,
        creditNoteNumber: String(note.number),
        customerId: order.customerId,
        amount: note.amount,
        unbilled: money(withdrawal?.unbilledMinor ?? 0n, order.currency),
        taxes: await taxParts(tx, merchantId, order.currency, note.taxes),
      }),
    );
  }
  await postEarnings(tx, ctx, entries);
}

/** The new parts get their days; what of them is claimed by now is invoiced, and what is earned by that is. */
async function claim(tx: Tx, ctx: ServiceContext, change: ScheduleChange): Promise<OrderEventDraft[]> {
  const { before, outcome, at } = change;
  const { order, kept, added, step } = outcome;
  const { merchantId, id: orderId } = order;
  const unclaimed = added.map((part) => ({ ...part, state: "scheduled" as const, dueOn: null }));
  await insertInstallments(tx, unclaimed);
  if (step === "payable") return makePayable(tx, ctx, { order, approvedBy: null, at });
  await updateInstallments(tx, added);
  if (step === "confirmed") await updateOrderState(tx, { merchantId, orderId, state: "confirmed", at });
  const merchant = await findMerchant(tx, merchantId);
  invariant(merchant !== null, `Order ${orderId} has no merchant.`);
  const today = calendarDateAt(at, merchant.timeZone);
  const { lines } = before;
  const claimed = added.filter(({ state }) => state === "due");
  const events = await issueInvoices(tx, ctx, {
    order,
    installments: [...kept, ...unclaimed],
    lines,
    claimed,
    today,
    at,
  });
  if (!outcome.isReleasedNow) return events;
  const occasion = { orderId, paymentId: null, occurredAt: at };
  await postEarnings(tx, ctx, releaseEntries(outcome, lines, occasion));
  const courses = lines.filter((line) => line.kind === "course");
  return [...events, ...(await openCourses(tx, order, courses, at))];
}

/**
 * Puts another schedule in the place of what is open of an order, in the caller's transaction, which holds its locks: what was
 * invoiced is credited, what is paid stays, the rest is claimed by the new parts. Old and new are kept. Answers the lines for the
 * timeline that follow from it.
 */
export async function replaceSchedule(
  tx: Tx,
  ctx: ServiceContext,
  change: ScheduleChange,
): Promise<OrderEventDraft[]> {
  const { id, before, outcome, reason, at } = change;
  const { order, kept, added } = outcome;
  await withdraw(tx, ctx, change);
  await updateOrderTerms(tx, order, reason);
  await postEarnings(tx, ctx, feeEntries(outcome, { id, at }));
  const events = await claim(tx, ctx, change);
  await insertTermsChange(tx, {
    merchantId: order.merchantId,
    id,
    orderId: order.id,
    before: recordOf(before.order, before.installments),
    after: recordOf(order, [...kept, ...added]),
    reason,
    actorId: actorLoginId(ctx.actor),
    actorName: ctx.actor.name,
    occurredAt: at,
  });
  return events;
}
