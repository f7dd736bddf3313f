import { permits } from "@/lib/domain/permissions";
import type { Actor } from "@/lib/domain/actor";
import { type LedgerAccountType } from "@/lib/domain/ledger/chart-of-accounts";
import { type Money, money } from "@/lib/domain/money/money";
import { prisma } from "@/lib/db/client";

export interface PostingView {
  readonly position: number;
  readonly accountId: string;
  readonly code: string;
  readonly type: LedgerAccountType;
  /** Debit positive, credit negative. */
  readonly amount: Money;
}

export interface JournalEntryView {
  readonly id: string;
  readonly kind: string;
  readonly description: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly reversalOf: string | null;
  readonly reversedBy: string | null;
  readonly actor: { readonly kind: string; readonly name: string };
  readonly reason: string | null;
  readonly traceId: string;
  readonly fingerprint: string;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  readonly postings: readonly PostingView[];
}

async function readEntries(where: { merchantId: string; id?: string; orderId?: string; paymentId?: string }) {
  return prisma().journalEntry.findMany({
    where,
    include: {
      reversals: { select: { id: true } },
      postings: { include: { account: true }, orderBy: { position: "asc" } },
    },
    orderBy: { id: "asc" },
  });
}

type StoredEntry = Awaited<ReturnType<typeof readEntries>>[number];

function journalEntryView(entry: StoredEntry): JournalEntryView {
  return {
    id: entry.id,
    kind: entry.kind,
    description: entry.description,
    sourceKind: entry.sourceKind,
    sourceId: entry.sourceId,
    orderId: entry.orderId,
    paymentId: entry.paymentId,
    reversalOf: entry.reversalOf,
    reversedBy: entry.reversals[0]?.id ?? null,
    actor: { kind: entry.actorKind, name: entry.actorName },
    reason: entry.reason,
    traceId: entry.traceId,
    fingerprint: entry.fingerprint,
    occurredAt: entry.occurredAt,
    recordedAt: entry.recordedAt,
    postings: entry.postings.map((posting) => ({
      position: posting.position,
      accountId: posting.accountId,
      code: posting.account.code,
      type: posting.account.type,
      amount: money(posting.amountMinor, posting.currency),
    })),
  };
}

/** Entries of one act share their instant; among them the claim comes before what follows from it. */
const RANK = [
  "invoice_replaced",
  "invoice_issued",
  "credit_note_issued",
  "payment_captured",
  "overpayment_received",
  "revenue_recognized",
  "gateway_fee",
  "reversal",
];

function inOrderOfEvents(left: JournalEntryView, right: JournalEntryView): number {
  const elapsedMs = left.occurredAt.getTime() - right.occurredAt.getTime();
  return elapsedMs === 0 ? RANK.indexOf(left.kind) - RANK.indexOf(right.kind) : elapsedMs;
}

/** One journal entry with its postings. Null when it is not the merchant's, or for anybody but its staff. */
export async function findJournalEntry(
  actor: Actor,
  request: { entryId: string },
): Promise<JournalEntryView | null> {
  if (actor.kind !== "staff" || !permits(actor, "ledger.read")) return null;
  const [entry] = await readEntries({ merchantId: actor.merchantId, id: request.entryId });
  return entry ? journalEntryView(entry) : null;
}

/** The journal entries of an order or of a payment, in the order in which they happened. */
export async function journalEntriesOf(
  actor: Actor,
  of: { orderId: string } | { paymentId: string },
): Promise<JournalEntryView[] | null> {
  if (actor.kind !== "staff" || !permits(actor, "ledger.read")) return null;
  const entries = await readEntries({ merchantId: actor.merchantId, ...of });
  return entries.map(journalEntryView).toSorted(inOrderOfEvents);
}

/** Whether an entry took in money that nobody claimed, and that was neither taken back nor given to the customer since. */
export async function waitsUnapplied(actor: Actor, entry: JournalEntryView): Promise<boolean> {
  if (entry.kind !== "overpayment_received" || entry.reversedBy !== null || entry.paymentId === null)
    return false;
  const others = await journalEntriesOf(actor, { paymentId: entry.paymentId });
  return (
    others !== null &&
    !others.some((other) => other.kind === "wallet_refunded" && other.sourceId === entry.id)
  );
}
