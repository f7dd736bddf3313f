import type { Money } from "../money/money";
import { formatMoney } from "../money/format-money";
import { isZero } from "../money/money";
import type { StatementLine } from "../wallets/statement-line";
import type { PrintedBlock, PrintedDocument, PrintedFact } from "./printed-document";

/** What a printed statement is made of. */
export interface WalletStatementFacts {
  readonly merchant: {
    readonly legalName: string;
    readonly supportEmail: string;
    readonly locale: string;
    readonly timeZone: string;
  };
  readonly customer: { readonly name: string; readonly email: string };
  readonly currency: string;
  /** The first and the last day, where it is narrowed to some. */
  readonly days: { readonly from: string | null; readonly to: string | null };
  readonly printedAt: Date;
  readonly balances: readonly { readonly term: string; readonly amount: Money }[];
  readonly lots: readonly {
    readonly kind: string;
    readonly granted: Money;
    readonly remaining: Money;
    readonly expires: string;
    readonly limits: string;
  }[];
  /** Newest first. */
  readonly lines: readonly StatementLine[];
  /** Whether there are older ones that do not fit. */
  readonly isCut: boolean;
}

function periodText(days: WalletStatementFacts["days"]): string {
  if (days.from !== null && days.to !== null) return `${days.from} to ${days.to}`;
  if (days.from !== null) return `From ${days.from}`;
  return days.to === null ? "Everything until now" : `Until ${days.to}`;
}

function aboutOf(line: StatementLine): string {
  const order = line.orderNumber === null ? null : `order ${line.orderNumber}`;
  return [line.what, order, line.reason, `by ${line.actorName}`].filter((part) => part !== null).join(", ");
}

/** What is only reserved moves no balance; the line says how much it is. */
function amountText(line: StatementLine, locale: string): string {
  if (isZero(line.amount) && !isZero(line.held)) return `(${formatMoney(line.held, locale)})`;
  return formatMoney(line.amount, locale);
}

function lotsTable({ lots, merchant }: WalletStatementFacts): PrintedBlock[] {
  if (lots.length === 0) return [];
  return [
    {
      kind: "table",
      heading: "What the balance is made of",
      columns: [
        { label: "Kind", align: "start" },
        { label: "Expires", align: "start" },
        { label: "Good for", align: "start" },
        { label: "Given", align: "end" },
        { label: "Left", align: "end" },
      ],
      rows: lots.map((lot) => [
        lot.kind,
        lot.expires,
        lot.limits,
        formatMoney(lot.granted, merchant.locale),
        formatMoney(lot.remaining, merchant.locale),
      ]),
      totals: [],
    },
  ];
}

function movementsTable({ lines, merchant }: WalletStatementFacts): PrintedBlock {
  const day = new Intl.DateTimeFormat(merchant.locale, { dateStyle: "medium", timeZone: merchant.timeZone });
  return {
    kind: "table",
    heading: "Movements",
    columns: [
      { label: "Day", align: "start" },
      { label: "What", align: "start" },
      { label: "Amount", align: "end" },
      { label: "Balance", align: "end" },
    ],
    rows: lines.map((line) => [
      day.format(line.occurredAt),
      aboutOf(line),
      amountText(line, merchant.locale),
      formatMoney(line.balance, merchant.locale),
    ]),
    totals: [],
  };
}

/** A wallet's statement as a document: what it comes to, what that is made of, and what moved. */
export function printWalletStatement(facts: WalletStatementFacts): PrintedDocument {
  const { merchant, customer, currency, days } = facts;
  const moment = new Intl.DateTimeFormat(merchant.locale, {
    dateStyle: "long",
    timeStyle: "short",
    timeZone: merchant.timeZone,
  });
  const balances: PrintedFact[] = facts.balances.map(({ term, amount }) => ({
    term,
    value: formatMoney(amount, merchant.locale),
  }));
  const notes = [
    "Amounts in brackets are reserved for a payment or no longer reserved; they do not change the balance.",
    ...(facts.isCut
      ? ["Older movements did not fit. Choose fewer days, or take the CSV file, which has them all."]
      : []),
  ];
  return {
    locale: merchant.locale,
    title: `Wallet statement, ${currency}`,
    fileName: `wallet-statement-${currency.toLowerCase()}`,
    blocks: [
      {
        kind: "columns",
        columns: [
          { heading: "Kept by", lines: [merchant.legalName, merchant.supportEmail] },
          { heading: "For", lines: [customer.name, customer.email] },
        ],
      },
      {
        kind: "facts",
        heading: null,
        facts: [
          { term: "Days", value: periodText(days) },
          { term: "Printed", value: moment.format(facts.printedAt) },
        ],
      },
      { kind: "facts", heading: "Now", facts: balances },
      ...lotsTable(facts),
      ...(facts.lines.length === 0
        ? [{ kind: "text", heading: "Movements", paragraphs: ["Nothing moved on these days."] } as const]
        : [movementsTable(facts)]),
      { kind: "text", heading: null, paragraphs: notes },
    ],
  };
}
