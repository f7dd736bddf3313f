import Link from "next/link";
import type { Money } from "@/lib/domain/money/money";
import { MoneyText } from "../money/money-text";
import { Moment } from "../ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";

interface StatementMovement {
  readonly entryId: string;
  readonly description: string;
  readonly reason: string | null;
  readonly actorName: string;
  readonly occurredAt: Date;
  readonly orderHref: string | null;
  readonly orderNumber: bigint | null;
  readonly amount: Money;
  readonly balance: Money;
}

interface WalletStatementProps {
  readonly balance: Money;
  /** Newest first. */
  readonly movements: readonly StatementMovement[];
  readonly locale: string;
  readonly timeZone: string;
}

/** What the wallet holds, and each movement that made it so, with the balance after it. */
export function WalletStatement({ balance, movements, locale, timeZone }: WalletStatementProps) {
  return (
    <section aria-label={`Wallet in ${balance.currency}`} className="grid gap-4">
      <p>
        <span className="block text-ink-soft">You hold</span>
        <MoneyText amount={balance} locale={locale} className="text-figure font-semibold" />
      </p>
      <Table caption={`Movements of the wallet in ${balance.currency}, newest first`} className="text-base">
        <TableHead>
          <HeadCell>Day</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell className="hidden sm:table-cell">By</HeadCell>
          <HeadCell isNumeric>Amount</HeadCell>
          <HeadCell isNumeric>Balance</HeadCell>
        </TableHead>
        <tbody>
          {movements.map((movement) => (
            <Row key={movement.entryId}>
              <Cell className="text-ink-soft">
                <Moment at={movement.occurredAt} locale={locale} timeZone={timeZone} />
              </Cell>
              <RowHeadCell className="font-normal">
                {movement.reason ?? movement.description}
                {movement.orderHref && movement.orderNumber !== null && (
                  <>
                    {" "}
                    <Link href={movement.orderHref} className="link">
                      Order {String(movement.orderNumber)}
                    </Link>
                  </>
                )}
              </RowHeadCell>
              <Cell className="hidden text-ink-soft sm:table-cell">{movement.actorName}</Cell>
              <Cell isNumeric>
                <MoneyText amount={movement.amount} locale={locale} />
              </Cell>
              <Cell isNumeric className="font-semibold">
                <MoneyText amount={movement.balance} locale={locale} />
              </Cell>
            </Row>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
