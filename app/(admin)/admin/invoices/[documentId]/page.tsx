import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { DocumentBar } from "@/components/documents/document-bar";
import { PrintedPage } from "@/components/documents/printed-page";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { invoiceStanding } from "@/lib/domain/invoices/invoice-state";
import { isPositive } from "@/lib/domain/money/money";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { systemClock } from "@/lib/platform/clock";
import { parsePublicId } from "@/lib/platform/ids";
import { getDocument, type IssuedDocument } from "@/lib/queries/documents/get-document";
import { customerHref, orderHref } from "../../_console/hrefs";
import { type Display, openConsole } from "../../_console/open-console";

export const metadata: Metadata = { title: "Document" };

interface DocumentPageProps {
  readonly params: Promise<{ readonly documentId: string }>;
}

const MAIL_WORDS = {
  queued: "Mail waits for",
  sending: "Mail leaves for",
  sent: "Mailed to",
  failed: "Mail failed to",
  unconfirmed: "Nobody knows whether the mail reached",
  bounced: "Mail came back from",
} as const;

function Delivery({ mail, display }: { readonly mail: IssuedDocument["mail"]; readonly display: Display }) {
  if (mail === null) return <span className="text-ink-soft">Not mailed yet</span>;
  return (
    <span className={mail.state === "failed" ? "text-danger" : "text-ink-soft"}>
      {MAIL_WORDS[mail.state]} <span className="wrap-anywhere">{mail.toAddress}</span>,{" "}
      <Moment at={mail.at} {...display} precision="minute" />
      {mail.lastError !== null && `: ${mail.lastError}`}
    </span>
  );
}

export default async function DocumentPage({ params }: DocumentPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("order.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { documentId: text } = await params;
  const documentId = parsePublicId("document", text) ?? notFound();
  const document = (await getDocument(actor, { documentId })) ?? notFound();
  const { claim, customer, order } = document;
  const today = calendarDateAt(systemClock.now(), display.timeZone);
  return (
    <div className="max-w-3xl">
      <DocumentBar
        trail={[
          { href: "/admin/invoices", label: "Invoices" },
          ...(order ? [{ href: orderHref(order.id), label: `Order ${order.number}` }] : []),
        ]}
        pdfHref={`/admin/invoices/${text}/pdf`}
        status={
          <>
            {claim && <StatusBadge of="invoice" state={invoiceStanding(claim, today)} audience="staff" />}
            {claim && isPositive(claim.left) && (
              <span>
                <MoneyText amount={claim.left} locale={display.locale} /> left
              </span>
            )}
            <Link href={customerHref(customer.id)} className="link">
              {customer.name}
            </Link>
            <Delivery mail={document.mail} display={display} />
            <CopyableId id={text} of="document id" />
          </>
        }
      >
        {claim && isPositive(claim.left) && may("invoice.credit") && (
          <LinkButton href={`/admin/invoices/${text}/credit`}>Credit</LinkButton>
        )}
      </DocumentBar>
      <PrintedPage document={document.printed} />
    </div>
  );
}
