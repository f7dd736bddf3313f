import type { CustomerActor } from "@/lib/domain/actor";
import { documentLanguage } from "@/lib/domain/documents/document-language";
import { printStatement, type StatementEntry } from "@/lib/domain/documents/print-statement";
import type { PrintedDocument } from "@/lib/domain/documents/printed-document";
import { receivableOf } from "@/lib/domain/ledger/chart-of-accounts";
import { money } from "@/lib/domain/money/money";
import { type CalendarDate, calendarDateAt } from "@/lib/domain/time/calendar-date";
import { prisma } from "@/lib/db/client";
import { readRows } from "@/lib/db/read-rows";
import { bigintAt, instantAt, type Row, textAt } from "@/lib/db/row";
import { ledgerAccountId } from "@/lib/platform/ids";

const KINDS: Readonly<Record<string, StatementEntry["kind"]>> = {
  invoice_issued: "invoice",
  credit_note_issued: "credit_note",
  invoice_replaced: "credit_note",
  payment_captured: "payment",
  wallet_spent: "wallet",
  reversal: "canceled",
};

/** The postings of one receivable within the days, each with the number that names what it is about. */
const ENTRIES = `SELECT e.kind, e.occurred_at, p.amount_minor,
    CASE WHEN e.kind = 'invoice_issued' THEN i.number WHEN e.source_kind = 'credit_note' THEN d.number ELSE o.number END AS number
  FROM posting p
  JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id
  LEFT JOIN invoice i ON e.source_kind = 'invoice' AND i.merchant_id = e.merchant_id AND i.id::text = e.source_id
  LEFT JOIN document d ON e.source_kind = 'credit_note' AND d.merchant_id = e.merchant_id AND d.id::text = e.source_id
  LEFT JOIN "order" o ON o.merchant_id = e.merchant_id AND o.id = e.order_id
  WHERE p.merchant_id = $1 AND p.account_id = $2
    AND e.occurred_at >= $3::date::timestamp AT TIME ZONE $5
    AND e.occurred_at < ($4::date + 1)::timestamp AT TIME ZONE $5
  ORDER BY e.id`;

const OPENING = `SELECT coalesce(sum(p.amount_minor), 0)::bigint AS opening_minor
  FROM posting p JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id
  WHERE p.merchant_id = $1 AND p.account_id = $2 AND e.occurred_at < $3::date::timestamp AT TIME ZONE $4`;

function entryOf(row: Row, currency: string, timeZone: string): StatementEntry {
  return {
    on: calendarDateAt(instantAt(row, "occurred_at"), timeZone),
    kind: KINDS[textAt(row, "kind")] ?? "other",
    number: row["number"] === null ? null : bigintAt(row, "number"),
    amount: money(bigintAt(row, "amount_minor"), currency),
  };
}

export interface StatementRequest {
  readonly currency: string;
  readonly from: CalendarDate;
  /** Included. */
  readonly until: CalendarDate;
}

/** What the customer owed, was charged and paid over civil days of the merchant's zone, from the books, in their language. */
export async function getStatement(
  actor: CustomerActor,
  { currency, from, until }: StatementRequest,
): Promise<PrintedDocument> {
  const { merchantId, customerId } = actor;
  const [merchant, customer] = await Promise.all([
    prisma().merchant.findUniqueOrThrow({ where: { id: merchantId } }),
    prisma().customer.findUniqueOrThrow({
      where: { merchantId_id: { merchantId, id: customerId } },
      include: { billingDetails: true },
    }),
  ]);
  const { timeZone, locale } = merchant;
  const accountId = ledgerAccountId(merchantId, receivableOf(customerId), currency);
  const [entries, [opening]] = await Promise.all([
    readRows(ENTRIES, [merchantId, accountId, from, until, timeZone]),
    readRows(OPENING, [merchantId, accountId, from, timeZone]),
  ]);
  const details = customer.billingDetails;
  return printStatement(documentLanguage(customer.locale, locale), {
    seller: merchant,
    buyer: {
      name: details?.name ?? customer.name,
      addressLines: details?.addressLines ?? [],
      country: details?.country ?? null,
      taxId: details?.taxId ?? null,
      email: customer.email,
    },
    from,
    until,
    opening: money(opening ? bigintAt(opening, "opening_minor") : 0n, currency),
    entries: entries.map((row) => entryOf(row, currency, timeZone)),
  });
}
