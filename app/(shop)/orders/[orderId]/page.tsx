import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { OrderWatch } from "@/components/checkout/order-watch";
import { ScheduleLine } from "@/components/money/schedule-line";
import { StatusBadge } from "@/components/money/status-badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { getOrder } from "@/lib/queries/orders/get-order";
import { listDocuments } from "@/lib/queries/documents/list-documents";
import { getChargePlan } from "@/lib/queries/orders/get-charge-plan";
import type { OrderView } from "@/lib/queries/orders/order-view";
import { listPaymentMethods } from "@/lib/queries/payment-methods/list-payment-methods";
import { AutomaticPayment } from "./_components/automatic-payment";
import { CancelOrder } from "./_components/cancel-order";
import { NextStep } from "./_components/next-step";
import { OrderBill } from "./_components/order-bill";
import { creditOf, mayCancel, openPayment } from "./_components/order-facts";
import { OrderDocuments } from "./_components/order-documents";
import { OrderPath } from "./_components/order-path";
import { OrderTerms } from "./_components/order-terms";
import { OrderTimeline } from "./_components/order-timeline";
import { SiteList } from "./_components/site-list";

interface OrderPageProps {
  readonly params: Promise<{ orderId: string }>;
}

async function orderOf({ params }: OrderPageProps): Promise<OrderView> {
  const { actor } = await customerContext();
  const orderId = parsePublicId("order", (await params).orderId);
  const order = orderId && (await getOrder(actor, { orderId }));
  if (!order) notFound();
  return order;
}

export async function generateMetadata({ params }: OrderPageProps): Promise<Metadata> {
  const { orderId } = await params;
  return { title: parsePublicId("order", orderId) ? "Order" : "Not found" };
}

const DUE_WORDS = {
  scheduled: "once you have approved",
  due: "since you approved",
  paid: "thank you",
  overdue: "its day is past",
  canceled: "no longer due",
  replaced: "no longer due",
};

export default async function OrderPage(props: OrderPageProps) {
  const [order, merchant] = await Promise.all([orderOf(props), currentMerchant()]);
  const { actor, clock } = await customerContext();
  const [{ documents }, plan, cards] = await Promise.all([
    listDocuments(actor, { orderId: order.id }),
    getChargePlan(actor, { orderId: order.id, merchant }),
    listPaymentMethods(actor, { now: clock.now() }),
  ]);
  const { locale, timeZone } = merchant;
  const orderId = publicId("order", order.id);
  const isOver = order.state === "paid" || order.state === "canceled";
  return (
    <>
      {!isOver && (
        <OrderWatch orderId={orderId} version={order.version} isUrgent={openPayment(order) !== null} />
      )}
      <PageHeader
        title={`Order ${order.number}`}
        trail={[{ href: "/orders", label: "Orders" }]}
        lead={
          <span className="flex flex-wrap items-baseline gap-x-4">
            <StatusBadge of="order" state={order.state} audience="customer" />
            <Moment at={order.placedAt} locale={locale} timeZone={timeZone} />
            <CopyableId id={orderId} of="order id" className="text-sm" />
          </span>
        }
        actions={mayCancel(order) && <CancelOrder orderId={orderId} number={order.number} />}
      />
      <div className="grid gap-10">
        <OrderPath order={order} locale={locale} timeZone={timeZone} />
        <section aria-label="What comes next" aria-live="polite">
          <NextStep order={order} merchant={merchant} />
        </section>
        {order.sites.length > 0 && (
          <Section
            title="Sites"
            aside={`${order.sites.filter((site) => site.state === "approved").length} of ${order.sites.length} approved`}
          >
            <SiteList order={order} merchant={merchant} />
          </Section>
        )}
        <div className="grid gap-10 md:grid-cols-2">
          <Section title="Bill">
            <OrderBill
              lines={order.lines}
              totals={order.totals}
              taxes={order.taxes}
              credit={creditOf(order.payments, order.totals.paid.currency)}
              locale={locale}
              closing="due"
            />
            <OrderTerms terms={order.terms} />
            {(order.installments.length > 1 || order.installments[0]?.state === "overdue") && (
              <ScheduleLine
                locale={locale}
                items={order.installments.map((part) => ({
                  position: part.position,
                  state: part.state,
                  amount: part.amount,
                  when: part.dueOn ? (
                    <Moment at={part.dueOn} locale={locale} timeZone="UTC" />
                  ) : (
                    DUE_WORDS[part.state]
                  ),
                }))}
              />
            )}
          </Section>
          {plan && <AutomaticPayment {...{ orderId, plan, cards, merchant }} />}
          <OrderDocuments documents={documents} locale={locale} />
          <Section title="What happened">
            <OrderTimeline order={order} merchant={merchant} />
          </Section>
        </div>
      </div>
    </>
  );
}
