import Link from "next/link";
import type { ReactNode } from "react";
import type { DocumentKind } from "@/lib/domain/documents/document-facts";
import type { InvoiceStanding } from "@/lib/domain/invoices/invoice-state";
import type { Money } from "@/lib/domain/money/money";
import { MoneyText } from "../money/money-text";
import { StatusBadge } from "../money/status-badge";
import type { Audience } from "../money/status-words";
import { Moment } from "../ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "../ui/table";
import { documentName } from "./document-names";

/** An issued document with where it leads to. */
export interface ListedDocument {
  readonly id: string;
  readonly kind: DocumentKind;
  readonly number: bigint;
  readonly amount: Money;
  readonly issuedAt: Date;
  /** Null where there is nothing more to say: a receipt is a receipt. */
  readonly standing: InvoiceStanding | null;
  readonly left: Money | null;
  readonly href: string;
  readonly pdfHref: string;
  /** The order, the customer: what it belongs to. */
  readonly subject: ReactNode;
}

interface DocumentTableProps {
  readonly documents: readonly ListedDocument[];
  readonly audience: Audience;
  readonly subjectLabel: string;
  readonly locale: string;
  readonly timeZone: string;
}

function DocumentRow(props: DocumentTableProps & { readonly document: ListedDocument }) {
  const { document, audience, locale, timeZone } = props;
  const { standing, left } = document;
  const isPartlyPaid =
    left !== null && standing !== "paid" && left.amountMinor !== document.amount.amountMinor;
  return (
    <Row>
      <RowHeadCell>
        <Link href={document.href} className="inline-block min-h-6 figures link">
          {documentName(document)}
        </Link>
        <span className="block text-xs font-normal text-ink-soft">
          <Moment at={document.issuedAt} locale={locale} timeZone={timeZone} />
        </span>
      </RowHeadCell>
      <Cell className="hidden sm:table-cell">{document.subject}</Cell>
      <Cell>{standing && <StatusBadge of="invoice" state={standing} audience={audience} />}</Cell>
      <Cell isNumeric>
        <MoneyText amount={document.amount} locale={locale} />
        {isPartlyPaid && left.amountMinor > 0n && (
          <span className="block text-xs text-ink-soft">
            <MoneyText amount={left} locale={locale} /> left
          </span>
        )}
      </Cell>
      <Cell className="text-right">
        <a
          href={document.pdfHref}
          download
          className="inline-block min-h-6 link"
          aria-label={`Download ${documentName(document)} as PDF`}
        >
          PDF
        </a>
      </Cell>
    </Row>
  );
}

/** Issued documents, newest first. */
export function DocumentTable(props: DocumentTableProps) {
  return (
    <Table caption="Documents, newest first">
      <TableHead>
        <HeadCell>Document</HeadCell>
        <HeadCell className="hidden sm:table-cell">{props.subjectLabel}</HeadCell>
        <HeadCell>Status</HeadCell>
        <HeadCell isNumeric>Amount</HeadCell>
        <HeadCell className="text-right">Download</HeadCell>
      </TableHead>
      <tbody>
        {props.documents.map((document) => (
          <DocumentRow key={document.id} {...props} document={document} />
        ))}
      </tbody>
    </Table>
  );
}
