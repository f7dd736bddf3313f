import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { Checkout } from "@/components/checkout/checkout";
import { cardExpiry, cardName } from "@/components/money/card-name";
import { MoneyText } from "@/components/money/money-text";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { PAYMENT_SCOPES } from "@/lib/domain/payments/due-installments";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { env } from "@/lib/platform/env";
import { parsePublicId } from "@/lib/platform/ids";
import { getOrder } from "@/lib/queries/orders/get-order";
import { getCheckoutCredit } from "@/lib/queries/wallets/get-checkout-credit";
import { listPaymentMethods, type SavedMethod } from "@/lib/queries/payment-methods/list-payment-methods";
import { OrderBill } from "../../orders/[orderId]/_components/order-bill";
import { Trust } from "./_components/trust";
import { openPayment, payable } from "../../orders/[orderId]/_components/order-facts";

export const metadata: Metadata = { title: "Checkout" };

interface CheckoutPageProps {
  readonly params: Promise<{ orderId: string }>;
  readonly searchParams: Promise<{ scope?: string | string[] }>;
}

function savedCard(method: SavedMethod) {
  const { gatewayMethodId, expiry, isDefault } = method;
  return { gatewayMethodId, expiry, isDefault, name: cardName(method), expires: cardExpiry(method) };
}

export default async function CheckoutPage({ params, searchParams }: CheckoutPageProps) {
  const [{ actor, clock }, merchant, { orderId: text }] = await Promise.all([
    customerContext(),
    currentMerchant(),
    params,
  ]);
  const orderId = parsePublicId("order", text);
  const order = orderId && (await getOrder(actor, { orderId }));
  if (!order) notFound();
  const open = openPayment(order);
  const isWaiting = open !== null && open.state !== "requires_action";
  // Whatever is not to be paid now is explained on the order's own page.
  if (isWaiting) redirect(`/orders/${text}`);
  const asked = (await searchParams).scope;
  const scope = PAYMENT_SCOPES.find((each) => each === asked) ?? "due";
  const due = payable(order, scope);
  if (due === null) redirect(`/orders/${text}`);
  const [methods, credit] = await Promise.all([
    listPaymentMethods(actor, { now: clock.now() }),
    getCheckoutCredit(actor, {
      orderId,
      currency: due.currency,
      orderTotalMinor: order.totals.total.amountMinor,
      dueMinor: due.amountMinor,
      now: clock.now(),
    }),
  ]);
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL } = env();
  return (
    <>
      <PageHeader
        title="Checkout"
        trail={[
          { href: "/orders", label: "Orders" },
          { href: `/orders/${text}`, label: `Order ${order.number}` },
        ]}
      />
      <div className="grid gap-10 md:grid-cols-[1fr_22rem]">
        <div className="order-last grid content-start gap-6 md:order-first">
          <Checkout
            orderId={text}
            scope={scope}
            version={order.version}
            due={due}
            locale={merchant.locale}
            credit={credit}
            cards={methods.map(savedCard)}
            consentText={saveCardConsent(merchant.name)}
            publishableKey={STRIPE_PUBLISHABLE_KEY}
            scriptUrl={STRIPE_JS_URL ?? null}
          />
          <Trust merchant={merchant} />
        </div>
        <Section title={credit ? "Due" : "You pay"} className="md:sticky md:top-4 md:self-start">
          <p>
            <MoneyText amount={due} locale={merchant.locale} className="text-figure font-semibold" />
          </p>
          <OrderBill
            lines={order.lines}
            totals={order.totals}
            taxes={order.taxes}
            locale={merchant.locale}
            closing="due"
          />
        </Section>
      </div>
    </>
  );
}
