import Link from "next/link";
import type { Money } from "@/lib/domain/money/money";
import { MoneyText } from "../money/money-text";
import { Badge } from "../ui/badge";
import { Moment } from "../ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead, TotalRow } from "../ui/table";
import { LotBar } from "./lot-bar";

export interface LotRow {
  readonly id: string;
  readonly href: string;
  readonly what: string;
  readonly reason: string | null;
  readonly limits: string;
  /** A civil day as UTC midnight; null when it never expires. */
  readonly expiresOn: Date | null;
  readonly isSoon: boolean;
  readonly isFrozen: boolean;
  readonly granted: Money;
  readonly remaining: Money;
  readonly held: Money;
  readonly leftPercent: number;
  readonly heldPercent: number;
}

interface LotTableProps {
  readonly lots: readonly LotRow[];
  /** By the ledger: what the lots have to come to. */
  readonly balance: Money;
  readonly hasMore: boolean;
  readonly locale: string;
}

function Expiry({ lot, locale }: { readonly lot: LotRow; readonly locale: string }) {
  if (lot.expiresOn === null) return <span className="text-ink-soft">Never</span>;
  return (
    <>
      <Moment at={lot.expiresOn} locale={locale} timeZone="UTC" />
      {lot.isSoon && (
        <span className="block">
          <Badge tone="attention">Soon</Badge>
        </span>
      )}
    </>
  );
}

function LotLine({ lot, locale }: { readonly lot: LotRow; readonly locale: string }) {
  return (
    <Row>
      <RowHeadCell className="min-w-40">
        <Link href={lot.href} className="link">
          {lot.what}
        </Link>
        {lot.isFrozen && (
          <Badge tone="ended" className="ml-2">
            Frozen
          </Badge>
        )}
        {lot.reason && <span className="block text-sm font-normal text-ink-soft">{lot.reason}</span>}
        <LotBar leftPercent={lot.leftPercent} heldPercent={lot.heldPercent} />
      </RowHeadCell>
      <Cell>{lot.limits}</Cell>
      <Cell>
        <Expiry lot={lot} locale={locale} />
      </Cell>
      <Cell isNumeric className="hidden sm:table-cell">
        <MoneyText amount={lot.granted} locale={locale} />
      </Cell>
      <Cell isNumeric className="font-semibold">
        <MoneyText amount={lot.remaining} locale={locale} />
        {lot.held.amountMinor > 0n && (
          <span className="block text-sm font-normal text-ink-soft">
            <MoneyText amount={lot.held} locale={locale} /> held
          </span>
        )}
      </Cell>
    </Row>
  );
}

/** What a balance is made of, lot by lot, down to the balance itself. */
export function LotTable({ lots, balance, hasMore, locale }: LotTableProps) {
  return (
    <Table caption={`What the balance in ${balance.currency} is made of`} className="text-base">
      <TableHead>
        <HeadCell>Credit</HeadCell>
        <HeadCell>Good for</HeadCell>
        <HeadCell>Last day</HeadCell>
        <HeadCell isNumeric className="hidden sm:table-cell">
          Given
        </HeadCell>
        <HeadCell isNumeric>Left</HeadCell>
      </TableHead>
      <tbody>
        {lots.map((lot) => (
          <LotLine key={lot.id} lot={lot} locale={locale} />
        ))}
        {hasMore && (
          <Row>
            <RowHeadCell colSpan={5} className="font-normal text-ink-soft">
              and more, later ones
            </RowHeadCell>
          </Row>
        )}
      </tbody>
      <tfoot>
        <TotalRow>
          <th scope="row" colSpan={3} className="px-2 py-2 text-right">
            Balance
          </th>
          <td aria-hidden="true" className="hidden sm:table-cell">
            &nbsp;
          </td>
          <Cell isNumeric className="double-rule">
            <MoneyText amount={balance} locale={locale} />
          </Cell>
        </TotalRow>
      </tfoot>
    </Table>
  );
}
