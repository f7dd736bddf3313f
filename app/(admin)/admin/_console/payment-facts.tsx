import Link from "next/link";
import { fullCardName } from "@/components/money/card-name";
import { tenderName } from "@/components/money/tender-name";
import { MoneyText } from "@/components/money/money-text";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import type { ConsolePayment } from "@/lib/queries/console/find-payment";
import { customerHref, orderHref } from "./hrefs";
import type { Display } from "./open-console";
import { RawCodes } from "./payment-table";

function idLine(term: string, id: string | null): Definition[] {
  return id === null ? [] : [{ term, value: <CopyableId id={id} of={term} /> }];
}

function declineLines(payment: ConsolePayment): Definition[] {
  if (payment.failureCode === null) return [];
  const value = (
    <>
      <RawCodes {...payment} />
      {payment.failureMessage && (
        <span className="block text-sm text-ink-soft">{payment.failureMessage}</span>
      )}
    </>
  );
  return [{ term: "Gateway's codes", value }];
}

/** What is known of a payment. */
export function PaymentFacts({
  payment,
  display,
}: {
  readonly payment: ConsolePayment;
  readonly display: Display;
}) {
  const { locale } = display;
  const { order, customer, nextCheckAt } = payment;
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        {
          term: "Order",
          value: (
            <Link href={orderHref(order.id)} className="figures link">
              {String(order.number)}
            </Link>
          ),
        },
        {
          term: "Customer",
          value: (
            <Link href={customerHref(customer.id)} className="link">
              {customer.name}
            </Link>
          ),
        },
        { term: "Amount", value: <MoneyText amount={payment.amount} locale={locale} /> },
        ...(payment.refunded.amountMinor > 0n
          ? [{ term: "Refunded", value: <MoneyText amount={payment.refunded} locale={locale} /> }]
          : []),
        ...(payment.tender === "card"
          ? [{ term: "Card", value: payment.card ? fullCardName(payment.card) : "Not known yet" }]
          : [{ term: "Paid with", value: tenderName(payment) }]),
        ...(payment.credit === null
          ? []
          : [{ term: "Credit beside it", value: <MoneyText amount={payment.credit} locale={locale} /> }]),
        { term: "Purpose", value: `${payment.purpose.replaceAll("_", " ")}, by ${payment.tender}` },
        ...declineLines(payment),
        ...idLine("Payment intent", payment.gatewayPaymentId),
        ...idLine("Charge", payment.gatewayChargeId),
        ...idLine("Trace", payment.traceId),
        ...(nextCheckAt === null
          ? []
          : [{ term: "Asked again", value: <Moment at={nextCheckAt} {...display} precision="minute" /> }]),
      ]}
    />
  );
}
