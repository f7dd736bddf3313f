import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { isZero } from "@/lib/domain/money/money";
import type { WalletListRow } from "@/lib/queries/wallets/list-wallets";
import { walletHref } from "./hrefs";
import type { Display } from "./open-console";

interface WalletTableProps {
  readonly wallets: readonly WalletListRow[];
  readonly currency: string;
  readonly display: Display;
}

/** Wallets line by line: whose, how much, how much of it is held and about to expire. */
export function WalletTable({ wallets, currency, display }: WalletTableProps) {
  const { locale } = display;
  return (
    <Table caption={`Wallets in ${currency}, the largest first`}>
      <TableHead>
        <HeadCell>Customer</HeadCell>
        <HeadCell isNumeric className="hidden sm:table-cell">
          Lots
        </HeadCell>
        <HeadCell isNumeric>Held</HeadCell>
        <HeadCell isNumeric>Expires soon</HeadCell>
        <HeadCell isNumeric>Balance</HeadCell>
      </TableHead>
      <tbody>
        {wallets.map((wallet) => (
          <Row key={wallet.customer.id}>
            <RowHeadCell>
              <Link href={`${walletHref(wallet.customer.id)}?currency=${currency}`} className="link">
                {wallet.customer.name}
              </Link>
              <span className="block text-xs font-normal text-ink-soft">{wallet.customer.email}</span>
            </RowHeadCell>
            <Cell isNumeric className="hidden sm:table-cell">
              {wallet.lotCount}
            </Cell>
            <Cell isNumeric>
              {!isZero(wallet.held) && <MoneyText amount={wallet.held} locale={locale} />}
            </Cell>
            <Cell isNumeric>
              {!isZero(wallet.expiring) && wallet.nextExpiryOn && (
                <>
                  <MoneyText amount={wallet.expiring} locale={locale} />
                  <span className="block text-xs text-ink-soft">
                    from{" "}
                    <Moment
                      at={new Date(`${wallet.nextExpiryOn}T00:00:00Z`)}
                      locale={locale}
                      timeZone="UTC"
                    />
                  </span>
                </>
              )}
            </Cell>
            <Cell isNumeric className="font-semibold">
              <MoneyText amount={wallet.balance} locale={locale} />
            </Cell>
          </Row>
        ))}
      </tbody>
    </Table>
  );
}
