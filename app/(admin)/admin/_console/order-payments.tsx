import Link from "next/link";
import { tenderName } from "@/components/money/tender-name";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { ConsolePayment } from "@/lib/queries/console/find-payment";
import { paymentHref } from "./hrefs";
import type { Display } from "./open-console";
import { RawCodes } from "./payment-table";

function PaymentLine({ payment, display }: { readonly payment: ConsolePayment; readonly display: Display }) {
  const { locale, timeZone } = display;
  const declined = payment.attempts.filter((attempt) => attempt.outcome === "declined").length;
  return (
    <li className="flex flex-wrap justify-between gap-x-6 gap-y-1 border-b py-2.5">
      <div className="grid min-w-0 gap-0.5">
        <Link href={paymentHref(payment.id)} className="w-fit font-medium link">
          {payment.tender === "card" && !payment.card ? "No card yet" : tenderName(payment)}
        </Link>
        <StatusBadge of="payment" state={payment.state} audience="staff" />
        <RawCodes failureCode={payment.failureCode} declineCode={payment.declineCode} />
        {payment.gatewayPaymentId && (
          <code className="font-mono text-xs break-all text-ink-soft">{payment.gatewayPaymentId}</code>
        )}
      </div>
      <div className="grid content-start text-right">
        <MoneyText amount={payment.amount} locale={locale} />
        <span className="text-sm text-ink-soft">
          <Moment
            at={payment.capturedAt ?? payment.createdAt}
            locale={locale}
            timeZone={timeZone}
            precision="minute"
          />
        </span>
        {declined > 0 && <span className="text-sm text-ink-soft">{declined} declined before</span>}
      </div>
    </li>
  );
}

/** The payments of an order with the gateway's own words, which customers never see. */
export function OrderPayments(props: {
  readonly payments: readonly ConsolePayment[];
  readonly display: Display;
}) {
  return (
    <Section title="Payments">
      {props.payments.length === 0 ? (
        <p className="border-t border-ink py-2.5 text-ink-soft">None was started.</p>
      ) : (
        <ul className="border-t border-ink">
          {props.payments.map((payment) => (
            <PaymentLine key={payment.id} payment={payment} display={props.display} />
          ))}
        </ul>
      )}
    </Section>
  );
}
