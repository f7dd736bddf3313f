import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { MoneyText } from "@/components/money/money-text";
import { tenderName } from "@/components/money/tender-name";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { Section } from "@/components/ui/section";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import type { MerchantView } from "@/lib/domain/merchant";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { getReceipt, type ReceiptPayment, type ReceiptView } from "@/lib/queries/orders/get-receipt";
import { OrderBill } from "../_components/order-bill";
import { creditOf } from "../_components/order-facts";

export const metadata: Metadata = { title: "Receipt" };

interface ReceiptPageProps {
  readonly params: Promise<{ orderId: string }>;
}

function PaymentFacts({
  payment,
  merchant,
}: {
  readonly payment: ReceiptPayment;
  readonly merchant: MerchantView;
}) {
  const { locale, timeZone } = merchant;
  const paymentId = publicId("payment", payment.id);
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        {
          term: "Amount",
          value: <MoneyText amount={payment.amount} locale={locale} className="font-semibold" />,
        },
        { term: "Payment method", value: tenderName(payment) },
        {
          term: "Paid",
          value: <Moment at={payment.capturedAt} locale={locale} timeZone={timeZone} precision="minute" />,
        },
        {
          term: "Transaction id",
          value: <CopyableId id={payment.gatewayPaymentId ?? paymentId} of="transaction id" />,
        },
        { term: "Payment", value: <CopyableId id={paymentId} of="payment id" /> },
      ]}
    />
  );
}

function Parties({ receipt }: { readonly receipt: ReceiptView }) {
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        { term: "Sold by", value: receipt.merchant.legalName },
        { term: "To", value: `${receipt.customer.name}, ${receipt.customer.email}` },
        {
          term: "On your statement",
          value: <span className="font-mono text-sm">{receipt.merchant.statementDescriptor}</span>,
        },
        {
          term: "Questions",
          value: (
            <a className="inline-block min-h-6 link" href={`mailto:${receipt.merchant.supportEmail}`}>
              {receipt.merchant.supportEmail}
            </a>
          ),
        },
      ]}
    />
  );
}

export default async function ReceiptPage({ params }: ReceiptPageProps) {
  const [{ actor }, merchant, { orderId: text }] = await Promise.all([
    customerContext(),
    currentMerchant(),
    params,
  ]);
  const orderId = parsePublicId("order", text);
  const receipt = orderId && (await getReceipt(actor, { orderId }));
  if (!receipt) notFound();
  return (
    <article className="mx-auto max-w-3xl">
      <PageHeader
        title="Receipt"
        trail={[
          { href: "/orders", label: "Orders" },
          { href: `/orders/${text}`, label: `Order ${receipt.orderNumber}` },
        ]}
        lead={
          <span className="figures">
            Order {String(receipt.orderNumber)}
            {receipt.invoiceNumber !== null && <>, invoice {String(receipt.invoiceNumber)}</>}
          </span>
        }
        actions={<PrintButton>Print or save as PDF</PrintButton>}
      />
      <div className="grid gap-10">
        <OrderBill
          lines={receipt.lines}
          totals={receipt.totals}
          taxes={receipt.taxes}
          credit={creditOf(receipt.payments, receipt.totals.paid.currency)}
          locale={merchant.locale}
          closing="paid"
        />
        {receipt.payments.map((payment) => (
          <Section key={payment.id} title="Payment">
            <PaymentFacts payment={payment} merchant={merchant} />
          </Section>
        ))}
        <Section title="Between">
          <Parties receipt={receipt} />
        </Section>
      </div>
    </article>
  );
}
