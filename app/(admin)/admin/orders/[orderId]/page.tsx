import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { StatusBadge } from "@/components/money/status-badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import type { StaffActor } from "@/lib/domain/actor";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { findConsoleOrder } from "@/lib/queries/console/find-order";
import { paymentsOfOrder } from "@/lib/queries/console/find-payment";
import { journalEntriesOf } from "@/lib/queries/console/journal-entries";
import { getChargePlan } from "@/lib/queries/orders/get-charge-plan";
import { listPayLinks } from "@/lib/queries/pay-links/list-pay-links";
import { orderTimeline } from "@/lib/queries/console/order-timeline";
import { CancelOrder } from "../../_console/cancel-order";
import { customerHref, termsHref } from "../../_console/hrefs";
import { type Display, openConsole } from "../../_console/open-console";
import { OrderCollection } from "../../_console/order-collection";
import { OrderAmounts } from "../../_console/order-amounts";
import { OrderJournal } from "../../_console/order-journal";
import { OrderLines } from "../../_console/order-lines";
import { OrderMails } from "../../_console/order-mails";
import { OrderPayLinks } from "../../_console/order-pay-links";
import { OrderPayments } from "../../_console/order-payments";
import { OrderSites } from "../../_console/order-sites";
import { OrderTimeline } from "../../_console/order-timeline";

interface OrderPageProps {
  readonly params: Promise<{ readonly orderId: string }>;
}

export const metadata: Metadata = { title: "Order" };

interface WholeTimelineProps {
  readonly actor: StaffActor;
  readonly orderId: string;
  readonly includesAudit: boolean;
  readonly display: Display;
}

/** The timeline comes after the rest of the page: it asks five tables. */
async function WholeTimeline({ actor, orderId, includesAudit, display }: WholeTimelineProps) {
  const records = await orderTimeline(actor, { orderId, includesAudit });
  if (!records) notFound();
  return (
    <Section title="Timeline" aside={`${records.length} records, newest first`}>
      <div className="border-t border-ink pt-4">
        <OrderTimeline records={records} display={display} />
      </div>
    </Section>
  );
}

function TimelineSkeleton() {
  return (
    <Section title="Timeline">
      <SkeletonRows rowCount={6} label="Loading the timeline" />
    </Section>
  );
}

export default async function OrderPage({ params }: OrderPageProps) {
  const { actor, display, merchant, may } = await openConsole();
  if (!may("order.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const orderId = parsePublicId("order", (await params).orderId) ?? notFound();
  const [order, payments, entries, links, plan] = await Promise.all([
    findConsoleOrder(actor, { orderId }),
    paymentsOfOrder(actor, { orderId }),
    journalEntriesOf(actor, { orderId }),
    listPayLinks(actor, { orderId }),
    getChargePlan(actor, { orderId, merchant }),
  ]);
  if (!order || !payments || !entries) notFound();
  const { locale, timeZone } = display;
  const isUnpaid = order.state !== "paid" && order.state !== "canceled";
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/orders", label: "Orders" }]}
        title={`Order ${order.number}`}
        lead={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <StatusBadge of="order" state={order.state} audience="staff" />
            <span>
              <Link href={customerHref(order.customer.id)} className="link">
                {order.customer.name}
              </Link>
              , placed <Moment at={order.placedAt} locale={locale} timeZone={timeZone} precision="minute" />
            </span>
            <CopyableId id={publicId("order", order.id)} of="order id" />
          </span>
        }
        actions={
          <>
            {may("manual_payment.record") && isUnpaid && (
              <LinkButton
                size="small"
                href={`/admin/manual-payments/new?customer=${publicId("customer", order.customer.id)}&order=${publicId("order", order.id)}`}
              >
                Record a payment
              </LinkButton>
            )}
            <LinkButton size="small" href={termsHref(order.id)}>
              Terms and schedule
            </LinkButton>
            {may("order.cancel") && <CancelOrder {...{ order, payments, entries, locale }} />}
          </>
        }
      />
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 content-start gap-10">
          <OrderSites order={order} mayAttach={may("site.attach")} />
          <OrderLines order={order} locale={locale} />
          <OrderPayments payments={payments} display={display} />
          {plan && <OrderCollection plan={plan} display={display} />}
        </div>
        <div className="grid min-w-0 content-start gap-10">
          <OrderAmounts order={order} locale={locale} />
          {links && <OrderPayLinks order={order} links={links} display={display} />}
          <OrderMails order={order} display={display} mayResend={may("notice.resend")} />
        </div>
      </div>
      <div className="mt-10 grid gap-10">
        <OrderJournal
          entries={entries}
          emptyWords="Nothing was posted: nothing is owed yet."
          locale={locale}
        />
        <Suspense fallback={<TimelineSkeleton />}>
          <WholeTimeline
            actor={actor}
            orderId={orderId}
            includesAudit={may("audit.read")}
            display={display}
          />
        </Suspense>
      </div>
    </>
  );
}
