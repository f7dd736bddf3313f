import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrderBill } from "@/app/(shop)/orders/[orderId]/_components/order-bill";
import { Checkout } from "@/components/checkout/checkout";
import { OrderWatch } from "@/components/checkout/order-watch";
import { MoneyText } from "@/components/money/money-text";
import { PageHeader } from "@/components/ui/page-header";
import { failureSentence } from "@/components/ui/failure-sentence";
import { Notice } from "@/components/ui/notice";
import { Trust } from "@/app/(shop)/checkout/[orderId]/_components/trust";
import { merchantOfPayLink, payLinkContext } from "@/lib/auth/pay-link-context";
import { formatMoney } from "@/lib/domain/money/format-money";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { env } from "@/lib/platform/env";
import { publicId } from "@/lib/platform/ids";
import { getOrder } from "@/lib/queries/orders/get-order";
import { dueByLink } from "@/lib/queries/pay-links/due-now";
import { notePayLinkOpened } from "@/lib/services/pay-links/note-pay-link-opened";
import { PayFrame } from "./_components/pay-frame";
import { type Payable, payableOf } from "./_components/payable";

export const metadata: Metadata = { title: "Payment", robots: { index: false, follow: false } };

interface PayPageProps {
  readonly params: Promise<{ readonly token: string }>;
}

function Standing({ payable, locale }: { readonly payable: Payable; readonly locale: string }) {
  switch (payable.kind) {
    case "paid":
      return (
        <Notice tone="done" title={<>Paid: {formatMoney(payable.amount, locale)}</>}>
          Thank you. The receipt comes by mail, and you can close this page.
        </Notice>
      );
    case "confirming":
      return (
        <Notice tone="attention" title="We are confirming your payment">
          It is safe to close this page; do not pay again.
        </Notice>
      );
    case "canceled":
      return <Notice title="This order is canceled">You owe nothing for it, and nothing can be paid.</Notice>;
    case "nothing_due":
      return <Notice title="Nothing is due now">You need not pay anything at this moment.</Notice>;
    case "due":
      return null;
  }
}

/** What an order owes, paid by whoever holds a link to it. Made for a phone: amount, card, done. */
export default async function PayPage({ params }: PayPageProps) {
  const { token } = await params;
  const opened = await payLinkContext(token);
  if (!opened.ok) {
    if (opened.error.kind === "not_found") notFound();
    return (
      <PayFrame merchant={null}>
        <PageHeader title="This link opens nothing any more" />
        <Notice tone="attention">{failureSentence(opened.error)}</Notice>
      </PayFrame>
    );
  }
  const ctx = opened.value;
  const [merchant, order, due] = await Promise.all([
    merchantOfPayLink(ctx.actor),
    getOrder(ctx.actor, { orderId: ctx.actor.orderId }),
    dueByLink(ctx.actor),
  ]);
  if (!order) notFound();
  await notePayLinkOpened(ctx);
  const { locale } = merchant;
  const payable = payableOf(order, due);
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL } = env();
  const orderId = publicId("order", order.id);
  return (
    <PayFrame merchant={merchant}>
      <PageHeader
        title={payable.kind === "due" ? <MoneyText amount={payable.amount} locale={locale} /> : "Payment"}
        lead={`Order ${order.number}, ${ctx.actor.name}`}
      />
      <div className="grid gap-8">
        <Standing payable={payable} locale={locale} />
        {payable.kind === "due" ? (
          <>
            <Checkout
              orderId={orderId}
              payLink={token}
              version={order.version}
              due={payable.amount}
              locale={locale}
              credit={null}
              cards={[]}
              consentText={saveCardConsent(merchant.name)}
              publishableKey={STRIPE_PUBLISHABLE_KEY}
              scriptUrl={STRIPE_JS_URL ?? null}
            />
            <Trust merchant={merchant} />
          </>
        ) : (
          <OrderWatch
            orderId={orderId}
            payLink={token}
            version={order.version}
            isUrgent={payable.kind === "confirming"}
          />
        )}
        <OrderBill
          lines={order.lines}
          totals={order.totals}
          taxes={order.taxes}
          locale={locale}
          closing="due"
        />
      </div>
    </PayFrame>
  );
}
