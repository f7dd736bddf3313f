import Link from "next/link";
import { isZero, type Money } from "@/lib/domain/money/money";
import { MoneyText } from "../money/money-text";
import { Moment } from "../ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";

export interface MovementRow {
  readonly key: string;
  readonly at: Date;
  readonly what: string;
  readonly reason: string | null;
  readonly actorName: string;
  readonly amount: Money;
  readonly held: Money;
  /** Of the wallet, or of the lot. */
  readonly balance: Money;
  /** What it belongs to: order, payment, entry, audit. */
  readonly links: readonly { readonly href: string; readonly label: string }[];
  readonly lots: readonly { readonly href: string; readonly label: string; readonly amount: Money }[];
}

interface MovementTableProps {
  readonly caption: string;
  readonly movements: readonly MovementRow[];
  /** What the last column comes to. */
  readonly balanceLabel: string;
  readonly locale: string;
  readonly timeZone: string;
}

/** What is only reserved moves no balance, so it stands in brackets. */
function Amount({ movement, locale }: { readonly movement: MovementRow; readonly locale: string }) {
  if (!isZero(movement.amount) || isZero(movement.held))
    return <MoneyText amount={movement.amount} locale={locale} />;
  return (
    <span className="text-ink-soft">
      (<MoneyText amount={movement.held} locale={locale} />)
      <span className="sr-only"> held, the balance stays</span>
    </span>
  );
}

function Lots({ movement, locale }: { readonly movement: MovementRow; readonly locale: string }) {
  const { lots } = movement;
  if (lots.length === 0) return null;
  return (
    <details className="text-sm text-ink-soft">
      <summary className="min-h-6 w-fit cursor-pointer underline decoration-dotted">
        {lots.length === 1 ? "1 lot" : `${lots.length} lots`}
      </summary>
      <ul>
        {lots.map((lot) => (
          <li key={lot.href} className="flex flex-wrap gap-x-3">
            <Link href={lot.href} className="link">
              {lot.label}
            </Link>
            <MoneyText amount={lot.amount} locale={locale} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What moved, newest first: when, what, why, by whom, and what it came to. */
export function MovementTable({ caption, movements, balanceLabel, locale, timeZone }: MovementTableProps) {
  return (
    <Table caption={caption} className="text-base">
      <TableHead>
        <HeadCell>When</HeadCell>
        <HeadCell>What</HeadCell>
        <HeadCell className="hidden sm:table-cell">By</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
        <HeadCell isNumeric>{balanceLabel}</HeadCell>
      </TableHead>
      <tbody>
        {movements.map((movement) => (
          <Row key={movement.key}>
            <Cell className="text-ink-soft">
              <Moment at={movement.at} locale={locale} timeZone={timeZone} />
            </Cell>
            <RowHeadCell className="font-normal">
              {movement.what}
              {movement.links.map(({ href, label }) => (
                <span key={href}>
                  {" · "}
                  <Link href={href} className="link">
                    {label}
                  </Link>
                </span>
              ))}
              {movement.reason && <span className="block text-sm text-ink-soft">{movement.reason}</span>}
              <Lots movement={movement} locale={locale} />
            </RowHeadCell>
            <Cell className="hidden text-ink-soft sm:table-cell">{movement.actorName}</Cell>
            <Cell isNumeric>
              <Amount movement={movement} locale={locale} />
            </Cell>
            <Cell isNumeric className="font-semibold">
              <MoneyText amount={movement.balance} locale={locale} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
