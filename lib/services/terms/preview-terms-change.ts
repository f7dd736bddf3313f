import { invoiceIssued, invoiceReplaced } from "@/lib/domain/ledger/entries";
import type { JournalEntryDraft, PostingDraft } from "@/lib/domain/ledger/journal-entry";
import { sumPostings } from "@/lib/domain/ledger/sum-postings";
import { type Money, money } from "@/lib/domain/money/money";
import { earnedMinor, invoicedMinor, splitBeyond } from "@/lib/domain/orders/earned";
import type { Installment, InstallmentState } from "@/lib/domain/orders/order";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { modelOf, type PaymentTerms, readTerms } from "@/lib/domain/terms/payment-terms";
import { planTermsChange } from "@/lib/domain/terms/plan-terms-change";
import { feeEntries, releaseEntries } from "@/lib/domain/terms/schedule-entries";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { decideSchedule, type DecidedSchedule } from "./decide-schedule";

interface PreviewedPart {
  readonly position: number;
  readonly state: InstallmentState;
  readonly amount: Money;
  readonly dueOn: CalendarDate | null;
}

interface PreviewedSchedule {
  readonly name: string;
  readonly total: Money;
  readonly fee: Money;
  readonly parts: readonly PreviewedPart[];
}

/** What other terms come to: both schedules, and everything that follows. */
export interface TermsChangePreview {
  /** Names the schedule that this was worked out for. */
  readonly seen: string;
  readonly before: PreviewedSchedule;
  readonly after: PreviewedSchedule;
  /** Open invoices that get a credit note, and new ones that are issued at once. */
  readonly creditNotes: readonly Money[];
  readonly invoices: readonly Money[];
  /** Payments that are given up first. */
  readonly openPaymentCount: number;
  /** Whether work on the order begins, because no deposit is asked for any more. */
  readonly goesOn: boolean;
  readonly opensCourses: boolean;
  readonly postings: {
    readonly takenBack: readonly PostingDraft[];
    readonly claimed: readonly PostingDraft[];
    readonly earned: readonly PostingDraft[];
  };
}

function partsOf(installments: readonly Installment[]): PreviewedPart[] {
  return installments
    .toSorted((left, right) => left.position - right.position)
    .map((part) => ({
      position: part.position,
      state: part.state,
      amount: money(part.amountMinor - part.withdrawnMinor, part.currency),
      dueOn: part.dueOn,
    }));
}

function takenBack({ before, outcome }: DecidedSchedule, at: Date): JournalEntryDraft[] {
  const { id: orderId, customerId, currency } = before.order;
  return outcome.withdrawals
    .filter(({ isInvoiced }) => isInvoiced)
    .map(({ installment, amountMinor, unbilledMinor }) =>
      invoiceReplaced({
        orderId,
        paymentId: null,
        occurredAt: at,
        creditNoteId: installment.id,
        creditNoteNumber: "",
        customerId,
        amount: money(amountMinor, currency),
        unbilled: money(unbilledMinor, currency),
      }),
    );
}

/** The invoices that are issued at once, as issuing them splits what was earned before. */
function claimed({ before, outcome }: DecidedSchedule, at: Date): JournalEntryDraft[] {
  const { order, kept, added } = outcome;
  const { id: orderId, customerId, currency } = order;
  let room = earnedMinor(order, before.lines) - invoicedMinor(kept);
  return added
    .filter(({ state }) => state === "due")
    .map((part) => {
      const { within } = splitBeyond(part.amountMinor, room);
      room -= part.amountMinor;
      return invoiceIssued({
        orderId,
        paymentId: null,
        occurredAt: at,
        invoiceId: part.id,
        invoiceNumber: "",
        customerId,
        amount: money(part.amountMinor, currency),
        unbilled: money(within, currency),
      });
    });
}

function previewOf(decided: DecidedSchedule, at: Date): TermsChangePreview {
  const { before, outcome, live, fingerprint } = decided;
  const { order, kept, added, withdrawals } = outcome;
  const of = (amountMinor: bigint) => money(amountMinor, order.currency);
  const occasion = { orderId: order.id, paymentId: null, occurredAt: at };
  const earned = [
    ...feeEntries(outcome, { id: order.id, at }),
    ...releaseEntries(outcome, before.lines, occasion),
  ];
  return {
    seen: fingerprint,
    before: {
      name: modelOf(before.order.terms).name,
      total: of(before.order.totalMinor),
      fee: of(before.order.feeMinor),
      parts: partsOf(before.installments),
    },
    after: {
      name: modelOf(order.terms).name,
      total: of(order.totalMinor),
      fee: of(order.feeMinor),
      parts: partsOf([...kept, ...added]),
    },
    creditNotes: withdrawals.filter(({ isInvoiced }) => isInvoiced).map(({ amountMinor }) => of(amountMinor)),
    invoices: added.filter(({ state }) => state === "due").map(({ amountMinor }) => of(amountMinor)),
    openPaymentCount: live.length,
    goesOn: outcome.step !== "none",
    opensCourses: outcome.isReleasedNow && before.lines.some((line) => line.kind === "course"),
    postings: {
      takenBack: sumPostings(takenBack(decided, at)),
      claimed: sumPostings(claimed(decided, at)),
      earned: sumPostings(earned),
    },
  };
}

/** What other terms would come to, decided as the change itself is. It changes nothing. */
export async function previewTermsChange(
  ctx: ServiceContext,
  wish: { readonly orderId: string; readonly terms: PaymentTerms },
): Promise<Result<TermsChangePreview>> {
  const permitted = requirePermission(ctx.actor, "order_terms.change");
  if (!permitted.ok) return permitted;
  const terms = readTerms(wish.terms);
  if (terms === null) return err({ kind: "rejected", code: "terms_malformed" });
  return inTransaction(async (tx) => {
    const plan = { orderId: wish.orderId, seen: null } as const;
    const decided = await decideSchedule(tx, ctx, {
      ...plan,
      plan: (before) => planTermsChange(before, terms),
    });
    return decided.ok ? ok(previewOf(decided.value, ctx.clock.now())) : decided;
  });
}
