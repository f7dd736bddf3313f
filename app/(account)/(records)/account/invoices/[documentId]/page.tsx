import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocumentBar } from "@/components/documents/document-bar";
import { PrintedPage } from "@/components/documents/printed-page";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { LinkButton } from "@/components/ui/link-button";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { invoiceStanding } from "@/lib/domain/invoices/invoice-state";
import { isPositive } from "@/lib/domain/money/money";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { getDocument, type IssuedDocument } from "@/lib/queries/documents/get-document";

export const metadata: Metadata = { title: "Document" };

interface DocumentPageProps {
  readonly params: Promise<{ documentId: string }>;
}

const MAIL_WORDS = {
  queued: "It is on its way to",
  sending: "It is on its way to",
  sent: "Sent to",
  failed: "It could not be sent to",
  unconfirmed: "We could not make sure that it reached",
  bounced: "It came back from",
} as const;

function Sent({ mail }: { readonly mail: IssuedDocument["mail"] }) {
  if (mail === null) return null;
  return (
    <span className="wrap-anywhere text-ink-soft">
      {MAIL_WORDS[mail.state]} {mail.toAddress}
    </span>
  );
}

export default async function DocumentPage({ params }: DocumentPageProps) {
  const [{ actor, clock }, merchant, { documentId: text }] = await Promise.all([
    customerContext(),
    currentMerchant(),
    params,
  ]);
  const documentId = parsePublicId("document", text);
  const document = documentId && (await getDocument(actor, { documentId }));
  if (!document) notFound();
  const { claim, order, printed, mail } = document;
  const today = calendarDateAt(clock.now(), merchant.timeZone);
  return (
    <div className="mx-auto max-w-3xl">
      <DocumentBar
        trail={[
          { href: "/account/invoices", label: "Invoices" },
          ...(order
            ? [{ href: `/orders/${publicId("order", order.id)}`, label: `Order ${order.number}` }]
            : []),
        ]}
        pdfHref={`/account/invoices/${text}/pdf`}
        status={
          <>
            {claim && <StatusBadge of="invoice" state={invoiceStanding(claim, today)} audience="customer" />}
            <Sent mail={mail} />
          </>
        }
      >
        {claim && order && isPositive(claim.left) && (
          <LinkButton href={`/checkout/${publicId("order", order.id)}`}>
            Pay <MoneyText amount={claim.left} locale={merchant.locale} />
          </LinkButton>
        )}
      </DocumentBar>
      <PrintedPage document={printed} />
    </div>
  );
}
