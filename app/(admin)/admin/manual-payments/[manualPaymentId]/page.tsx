import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { Badge } from "@/components/ui/badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { isZero } from "@/lib/domain/money/money";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { findManualPayment, type ManualPaymentView } from "@/lib/queries/manual-payments/find-manual-payment";
import { customerHref, manualPaymentHref } from "../../_console/hrefs";
import { ManualPaymentActs } from "../../_console/manual-payment-acts";
import { ManualPaymentParts } from "../../_console/manual-payment-parts";
import { MANUAL_STATE_WORDS, METHOD_WORDS } from "../../_console/manual-payment-words";
import { type Display, openConsole } from "../../_console/open-console";

interface ManualPaymentPageProps {
  readonly params: Promise<{ readonly manualPaymentId: string }>;
}

export const metadata: Metadata = { title: "Payment by hand" };

function factsOf(payment: ManualPaymentView, display: Display) {
  const { locale } = display;
  return [
    { term: "Amount", value: <MoneyText amount={payment.amount} locale={locale} /> },
    { term: "Method", value: METHOD_WORDS[payment.method] },
    { term: "Received on", value: <Moment at={payment.receivedOn} locale={locale} timeZone="UTC" /> },
    { term: "Reference", value: <span className="wrap-anywhere">{payment.reference}</span> },
    ...(payment.note === "" ? [] : [{ term: "Note", value: payment.note }]),
    {
      term: "Evidence",
      value: payment.evidence ? (
        <a className="wrap-anywhere link" href={`${manualPaymentHref(payment.id)}/evidence`} download>
          {payment.evidence.fileName}
        </a>
      ) : (
        "None"
      ),
    },
    {
      term: "Recorded",
      value: (
        <>
          <Moment at={payment.recordedAt} precision="minute" {...display} /> by {payment.recordedBy}
        </>
      ),
    },
    ...(payment.decidedAt === null
      ? []
      : [
          {
            term: payment.state === "rejected" ? "Rejected" : "Verified",
            value: (
              <>
                <Moment at={payment.decidedAt} precision="minute" {...display} /> by {payment.decidedBy}
                {payment.decisionReason && <span className="block">{payment.decisionReason}</span>}
              </>
            ),
          },
        ]),
    ...(payment.bouncedAt === null
      ? []
      : [
          {
            term: "Bounced",
            value: (
              <>
                <Moment at={payment.bouncedAt} precision="minute" {...display} /> by {payment.bouncedBy}
                <span className="block">{payment.bounceReason}</span>
              </>
            ),
          },
        ]),
    ...(isZero(payment.excess)
      ? []
      : [{ term: "Into the wallet", value: <MoneyText amount={payment.excess} locale={locale} /> }]),
  ];
}

export default async function ManualPaymentPage({ params }: ManualPaymentPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("manual_payment.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const manualPaymentId = parsePublicId("manualPayment", (await params).manualPaymentId) ?? notFound();
  const payment = await findManualPayment(actor, { manualPaymentId });
  if (!payment) notFound();
  const { tone, word } = MANUAL_STATE_WORDS[payment.state];
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/manual-payments", label: "Payments by hand" }]}
        title={<MoneyText amount={payment.amount} locale={display.locale} />}
        lead={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <Badge tone={tone}>{word}</Badge>
            <span>
              from{" "}
              <Link href={customerHref(payment.customer.id)} className="link">
                {payment.customer.name}
              </Link>
            </span>
            <CopyableId id={publicId("manualPayment", payment.id)} of="payment id" />
          </span>
        }
        actions={
          <ManualPaymentActs
            payment={payment}
            isRecorder={payment.recordedById === actor.loginId}
            mayVerify={may("manual_payment.verify")}
            mayReject={may("manual_payment.reject")}
            locale={display.locale}
          />
        }
      />
      <div className="grid gap-10 xl:grid-cols-2">
        <Section title="Facts">
          <DefinitionList className="border-t border-ink" items={factsOf(payment, display)} />
        </Section>
        <ManualPaymentParts payment={payment} locale={display.locale} />
      </div>
    </>
  );
}
