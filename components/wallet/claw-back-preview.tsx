import type { JournalEntryDraft } from "@/lib/domain/ledger/journal-entry";
import { type Money, money, subtract } from "@/lib/domain/money/money";
import type { ClawBackSource } from "@/lib/domain/wallets/claw-back";
import type { LotChange, WalletLot } from "@/lib/domain/wallets/wallet-lot";
import { PostingsPreview } from "../admin/postings-preview";
import { MoneyText } from "../money/money-text";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";

/** An open lot that credit may be taken back from. */
export interface ClawBackLot {
  readonly publicId: string;
  /** "Promotional credit, 10 of 25 left". */
  readonly label: string;
  readonly what: string;
  readonly lot: ClawBackSource & Pick<WalletLot, "currency" | "grantedMinor">;
}

interface ClawBackPreviewProps {
  readonly customerName: string;
  readonly changes: readonly LotChange[];
  readonly lots: readonly ClawBackLot[];
  /** Null while there is nothing to post. */
  readonly entry: JournalEntryDraft | null;
  readonly balance: Money;
  readonly amount: Money | null;
  /** What could be taken at most, where more was asked for. */
  readonly short: Money | null;
  readonly locale: string;
}

function Changes({ changes, lots, locale }: Pick<ClawBackPreviewProps, "changes" | "lots" | "locale">) {
  return (
    <Table caption="What is taken from which lot">
      <TableHead>
        <HeadCell>Lot</HeadCell>
        <HeadCell isNumeric>Gone already</HeadCell>
        <HeadCell isNumeric>Taken now</HeadCell>
        <HeadCell isNumeric>Left</HeadCell>
      </TableHead>
      <tbody>
        {changes.map((change) => {
          const own = lots.find(({ lot }) => lot.id === change.lotId);
          if (own === undefined) return null;
          const { lot } = own;
          const text = (amountMinor: bigint) => (
            <MoneyText amount={money(amountMinor, lot.currency)} locale={locale} />
          );
          return (
            <Row key={change.lotId}>
              <RowHeadCell>{own.what}</RowHeadCell>
              <Cell isNumeric>{text(lot.grantedMinor - lot.remainingMinor)}</Cell>
              <Cell isNumeric>{text(-change.amountMinor)}</Cell>
              <Cell isNumeric>{text(lot.remainingMinor + change.amountMinor)}</Cell>
            </Row>
          );
        })}
      </tbody>
    </Table>
  );
}

/** What taking credit back does: to each lot, to the books, and to what the customer then holds. */
export function ClawBackPreview(props: ClawBackPreviewProps) {
  const { customerName, changes, lots, entry, balance, amount, short, locale } = props;
  return (
    <div role="status" className="grid gap-3">
      {short && (
        <p className="text-danger">
          No more than <MoneyText amount={short} locale={locale} /> can be taken back.
        </p>
      )}
      {entry && amount && (
        <>
          <Changes changes={changes} lots={lots} locale={locale} />
          <PostingsPreview
            caption={`Will be posted: ${entry.description}`}
            postings={entry.postings}
            locale={locale}
          />
          <p className="text-ink-soft">
            {customerName} then holds <MoneyText amount={subtract(balance, amount)} locale={locale} /> (now{" "}
            <MoneyText amount={balance} locale={locale} />
            ).
          </p>
        </>
      )}
    </div>
  );
}
