import type { Actor } from "@/lib/domain/actor";
import { printWalletStatement } from "@/lib/domain/documents/print-wallet-statement";
import type { MerchantView } from "@/lib/domain/merchant";
import { decimalText } from "@/lib/domain/money/format-money";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { restrictionPhrases, restrictionText } from "@/lib/domain/wallets/restriction-words";
import { lotsText, type StatementLine } from "@/lib/domain/wallets/statement-line";
import { LOT_KIND_WORDS } from "@/lib/domain/wallets/wallet-words";
import { type CsvCell, streamCsv } from "@/lib/documents/csv";
import { renderPdf } from "@/lib/documents/render-pdf";
import type { DayRange } from "@/lib/queries/console/sql-filter";
import { eachMovement } from "@/lib/queries/wallets/each-movement";
import type { WalletMovement } from "@/lib/queries/wallets/list-movements";
import { listLots } from "@/lib/queries/wallets/list-lots";
import { walletBalances } from "@/lib/queries/wallets/wallet-balances";
import type { WalletHolder } from "@/lib/queries/wallets/wallet-holder";
import { balanceFacts } from "./balance-facts";
import { statementLine } from "./statement-line";

export interface StatementDownload {
  readonly actor: Actor;
  readonly merchant: MerchantView;
  readonly holder: WalletHolder;
  readonly currency: string;
  readonly days: DayRange;
  readonly now: Date;
}

const HEAD = [
  "Occurred at (UTC)",
  "What",
  "Reason",
  "By",
  "Order",
  "Payment",
  "Currency",
  "Amount",
  "Change of what is held",
  "Balance",
  "Lots",
] as const;

const figure = (amount: StatementLine["amount"]): CsvCell => ({ figure: decimalText(amount) });

function cellsOf(line: StatementLine): CsvCell[] {
  return [
    line.occurredAt.toISOString(),
    line.what,
    line.reason,
    line.actorName,
    line.orderNumber,
    line.paymentId,
    line.amount.currency,
    figure(line.amount),
    figure(line.held),
    figure(line.balance),
    lotsText(line),
  ];
}

async function* rowsOf(movements: AsyncIterable<WalletMovement>): AsyncGenerator<CsvCell[], void, void> {
  for await (const movement of movements) yield cellsOf(statementLine(movement));
}

/** Every movement of a wallet as CSV, newest first, made while it is read. */
export function statementCsv({
  actor,
  holder,
  currency,
  days,
}: StatementDownload): ReadableStream<Uint8Array> {
  return streamCsv(HEAD, rowsOf(eachMovement(actor, { customerId: holder.customerId, currency, days })));
}

/** What fits on paper that somebody reads. */
const PRINTED_LINES_MAX = 1_000;

async function newestLines(download: StatementDownload): Promise<{ lines: StatementLine[]; isCut: boolean }> {
  const lines: StatementLine[] = [];
  const { actor, holder, currency, days } = download;
  for await (const movement of eachMovement(actor, { customerId: holder.customerId, currency, days })) {
    if (lines.length === PRINTED_LINES_MAX) return { lines, isCut: true };
    lines.push(statementLine(movement));
  }
  return { lines, isCut: false };
}

/** A wallet's statement as a PDF: what it comes to now, its lots, and what moved on the days. */
export async function statementPdf(download: StatementDownload): Promise<Uint8Array> {
  const { actor, merchant, holder, currency, days, now } = download;
  const { customerId } = holder;
  const today = calendarDateAt(now, merchant.timeZone);
  const [balances, lots, newest] = await Promise.all([
    walletBalances(actor, { customerId, today }),
    listLots(actor, { customerId, currency }),
    newestLines(download),
  ]);
  const own = balances?.find((one) => one.currency === currency);
  const { locale } = merchant;
  const document = printWalletStatement({
    ...newest,
    merchant,
    customer: holder,
    currency,
    days,
    printedAt: now,
    balances: own ? [{ term: "Balance", amount: own.balance }, ...balanceFacts(own)] : [],
    lots: (lots?.rows ?? []).map((lot) => ({
      kind: LOT_KIND_WORDS[lot.kind],
      granted: lot.granted,
      remaining: lot.remaining,
      expires: lot.expiresOn ?? "Never",
      limits: restrictionText(
        restrictionPhrases(lot.restrictions, { currency, locale, productNames: lot.productNames }),
      ),
    })),
  });
  return renderPdf(document, { issuedAt: now, author: merchant.legalName });
}
