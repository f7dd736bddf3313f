import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { ledgerAccountName } from "@/lib/domain/ledger/chart-of-accounts";
import { type Money, negate } from "@/lib/domain/money/money";
import type { StatementLine } from "@/lib/reports/account-statement";
import { entryHref, orderHref } from "./hrefs";
import type { Display } from "./open-console";

interface StatementTableProps {
  readonly lines: readonly StatementLine[];
  /** Whether the balance grows by debits; a liability is shown as what it comes to, not as a minus. */
  readonly isDebitNormal: boolean;
  readonly display: Display;
  readonly caption: string;
}

function Side({ amount, isShown, locale }: { amount: Money; isShown: boolean; locale: string }) {
  return isShown ? (
    <MoneyText amount={amount.amountMinor < 0n ? negate(amount) : amount} locale={locale} />
  ) : null;
}

function StatementRow(
  props: Omit<StatementTableProps, "lines" | "caption"> & { readonly line: StatementLine },
) {
  const { line, isDebitNormal, display } = props;
  const { locale } = display;
  const isDebit = line.amount.amountMinor > 0n;
  return (
    <Row>
      <RowHeadCell className="font-normal">
        <Link href={entryHref(line.entryId)} className="font-medium link">
          {line.description}
        </Link>
        <span className="block text-xs text-ink-soft">
          <Moment at={line.occurredAt} {...display} precision="minute" />
          {line.counterCode && ` · against ${ledgerAccountName(line.counterCode)}`}
          {" · "}
          {line.actorName}
          {line.orderId && (
            <>
              {" · "}
              <Link href={orderHref(line.orderId)} className="link">
                order
              </Link>
            </>
          )}
        </span>
        {line.reason && <span className="block text-xs">{line.reason}</span>}
      </RowHeadCell>
      <Cell isNumeric className="border-r-2 border-r-ink">
        <Side amount={line.amount} isShown={isDebit} locale={locale} />
      </Cell>
      <Cell isNumeric>
        <Side amount={line.amount} isShown={!isDebit} locale={locale} />
      </Cell>
      <Cell isNumeric className="hidden font-medium sm:table-cell">
        <MoneyText amount={isDebitNormal ? line.balance : negate(line.balance)} locale={locale} />
      </Cell>
    </Row>
  );
}

/** An account as a T, line by line, with what it came to after each: newest first. */
export function StatementTable({ lines, caption, ...rest }: StatementTableProps) {
  return (
    <Table caption={caption}>
      <TableHead>
        <HeadCell>Entry</HeadCell>
        <HeadCell isNumeric className="border-r-2 border-r-ink">
          Debit
        </HeadCell>
        <HeadCell isNumeric>Credit</HeadCell>
        <HeadCell isNumeric className="hidden sm:table-cell">
          Balance
        </HeadCell>
      </TableHead>
      <tbody>
        {lines.map((line) => (
          <StatementRow key={`${line.entryId} ${line.position}`} line={line} {...rest} />
        ))}
      </tbody>
    </Table>
  );
}
