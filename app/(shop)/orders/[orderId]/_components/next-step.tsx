import { MoneyText } from "@/components/money/money-text";
import { cardName } from "@/components/money/card-name";
import { PaymentReader } from "@/components/checkout/payment-reader";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import type { MerchantView } from "@/lib/domain/merchant";
import { formatMoney } from "@/lib/domain/money/format-money";
import { isZero } from "@/lib/domain/money/money";
import { publicId } from "@/lib/platform/ids";
import type { OrderView } from "@/lib/queries/orders/order-view";
import { creditOf, openPayment, paidPayment } from "./order-facts";
import { Owed } from "./owed";

interface NextStepProps {
  readonly order: OrderView;
  readonly merchant: MerchantView;
}

function Confirming({ order }: NextStepProps) {
  const payment = openPayment(order);
  if (!payment) return null;
  const isAsked = payment.state === "requires_action";
  return (
    <Notice
      tone="attention"
      title={isAsked ? "Your bank asks you to confirm this payment" : "We are confirming your payment"}
      action={
        <div className="flex flex-wrap gap-2">
          <PaymentReader paymentId={publicId("payment", payment.id)} />
          {isAsked && (
            <LinkButton href={`/checkout/${publicId("order", order.id)}`} variant="primary" size="small">
              Go on with the payment
            </LinkButton>
          )}
        </div>
      }
    >
      {isAsked
        ? "Nothing has been charged so far. If you closed your bank's window, go on with the payment: this order is never charged twice."
        : "It is safe to close this page. The receipt comes by mail once your bank has answered; do not pay again."}
    </Notice>
  );
}

function Paid({ order, merchant }: NextStepProps) {
  const card = paidPayment(order)?.card;
  const credit = creditOf(order.payments, order.totals.paid.currency);
  const means = [
    ...(card ? [cardName(card)] : []),
    ...(isZero(credit) ? [] : [`${formatMoney(credit, merchant.locale)} of credit`]),
  ].join(" and ");
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <p>
        <span className="block text-ink-soft">
          Paid{means === "" ? "" : ` with ${means}`}
          {order.paidAt && (
            <>
              , <Moment at={order.paidAt} locale={merchant.locale} timeZone={merchant.timeZone} />
            </>
          )}
        </span>
        <MoneyText
          amount={order.totals.paid}
          locale={merchant.locale}
          className="text-figure font-semibold"
        />
      </p>
      <div className="flex flex-wrap gap-2">
        {order.courses.map((course) => (
          <LinkButton key={course.slug} href={`/courses/${course.slug}`} variant="primary" size="large">
            Open {course.name}
          </LinkButton>
        ))}
        {order.lines.some(({ kind }) => kind === "wallet_top_up") && (
          <LinkButton
            href={`/account/wallet?currency=${order.totals.paid.currency}`}
            variant="primary"
            size="large"
          >
            Open your wallet
          </LinkButton>
        )}
        <LinkButton href={`/orders/${publicId("order", order.id)}/receipt`} size="large">
          Receipt
        </LinkButton>
      </div>
    </div>
  );
}

function waitingWords(order: OrderView): string {
  const ready = order.sites.filter((site) => site.state === "ready").length;
  const sentBack = order.sites.filter((site) => site.state === "changes_requested").length;
  if (ready === 0 && sentBack > 0)
    return `${sentBack === 1 ? "One site is" : `${sentBack} sites are`} being changed as you asked. You get a mail when they can be looked at again.`;
  return `${ready === 1 ? "One site is" : `${ready} sites are`} ready for you to look at.`;
}

/** The one thing that comes next, and for whom. */
export function NextStep({ order, merchant }: NextStepProps) {
  switch (order.state) {
    case "deposit_pending":
      return openPayment(order) ? (
        <Confirming order={order} merchant={merchant} />
      ) : (
        <Owed order={order} merchant={merchant} />
      );
    case "confirmed": {
      const count = order.sites.length;
      return (
        <p className="text-lg">
          We are preparing your {count === 1 ? "site" : `${count} sites`}. You get a mail when you can look at{" "}
          {count === 1 ? "it" : "them"}. Nothing is charged before you approve.
        </p>
      );
    }
    case "sites_ready":
      return (
        <p className="text-lg">
          {waitingWords(order)} Nothing is charged before you have approved all of them.
        </p>
      );
    case "payment_pending":
      return openPayment(order) ? (
        <Confirming order={order} merchant={merchant} />
      ) : (
        <Owed order={order} merchant={merchant} />
      );
    case "paid":
      return <Paid order={order} merchant={merchant} />;
    case "canceled":
      return <p className="text-lg">This order is canceled. You owe nothing for it.</p>;
  }
}
