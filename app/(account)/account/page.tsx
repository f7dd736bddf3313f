import type { Metadata } from "next";
import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import type { MerchantView } from "@/lib/domain/merchant";
import { isPositive, type Money, sum } from "@/lib/domain/money/money";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { publicId } from "@/lib/platform/ids";
import { listCourses } from "@/lib/queries/catalog/list-courses";
import { listOpenOrders, type OpenOrder } from "@/lib/queries/orders/list-open-orders";
import { walletBalances } from "@/lib/queries/wallets/wallet-balances";

export const metadata: Metadata = { title: "Account" };

/** What is owed now, one sum for each currency. */
function owedSums(orders: readonly OpenOrder[]): Money[] {
  const due = orders.map((order) => order.due).filter(isPositive);
  const currencies = [...new Set(due.map((amount) => amount.currency))];
  return currencies.map((currency) =>
    sum(
      due.filter((amount) => amount.currency === currency),
      currency,
    ),
  );
}

function OpenOrderRow({ order, merchant }: { readonly order: OpenOrder; readonly merchant: MerchantView }) {
  const orderId = publicId("order", order.id);
  const { locale, timeZone } = merchant;
  return (
    <li className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-1 border-b py-3 sm:grid-cols-[9rem_1fr_auto_9rem]">
      <div>
        <Link href={`/orders/${orderId}`} className="inline-block min-h-6 font-semibold link">
          Order {String(order.number)}
        </Link>
        <p className="text-sm text-ink-soft">
          <Moment at={order.placedAt} locale={locale} timeZone={timeZone} />
        </p>
      </div>
      <StatusBadge of="order" state={order.state} audience="customer" />
      <MoneyText amount={order.total} locale={locale} className="text-right" />
      <div className="text-right">
        {order.state === "payment_pending" && (
          <LinkButton href={`/checkout/${orderId}`} size="small" aria-label={`Pay order ${order.number}`}>
            Pay
          </LinkButton>
        )}
        {order.sitesToApprove > 0 && (
          <LinkButton
            href={`/orders/${orderId}`}
            size="small"
            aria-label={`Look at the sites of order ${order.number}`}
          >
            Look at {order.sitesToApprove === 1 ? "1 site" : `${order.sitesToApprove} sites`}
          </LinkButton>
        )}
      </div>
    </li>
  );
}

function Owed({
  orders,
  merchant,
}: {
  readonly orders: readonly OpenOrder[];
  readonly merchant: MerchantView;
}) {
  const sums = owedSums(orders);
  const [only] = orders.filter((order) => isPositive(order.due));
  const isOne = orders.filter((order) => isPositive(order.due)).length === 1;
  if (sums.length === 0) return <p className="text-figure font-semibold">You owe nothing.</p>;
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <p>
        <span className="block text-ink-soft">You owe</span>
        {sums.map((amount) => (
          <MoneyText
            key={amount.currency}
            amount={amount}
            locale={merchant.locale}
            className="mr-6 text-figure font-semibold"
          />
        ))}
      </p>
      {only && isOne && (
        <LinkButton href={`/checkout/${publicId("order", only.id)}`} variant="primary" size="large">
          Pay <MoneyText amount={only.due} locale={merchant.locale} />
        </LinkButton>
      )}
    </div>
  );
}

export default async function AccountPage() {
  const [{ actor, clock }, merchant] = await Promise.all([customerContext(), currentMerchant()]);
  const today = calendarDateAt(clock.now(), merchant.timeZone);
  const [orders, courses, wallets] = await Promise.all([
    listOpenOrders(actor),
    listCourses(actor),
    walletBalances(actor, { customerId: null, today }),
  ]);
  return (
    <>
      <PageHeader title={`Hello, ${actor.name}`} />
      <div className="grid gap-10">
        <Owed orders={orders} merchant={merchant} />
        <Section
          title="Open orders"
          aside={
            <Link href="/orders" className="inline-block min-h-6 link">
              All orders
            </Link>
          }
        >
          {orders.length === 0 ? (
            <EmptyState title="Nothing is open">What you order stands here until it is paid.</EmptyState>
          ) : (
            <ul className="border-t border-ink">
              {orders.map((order) => (
                <OpenOrderRow key={order.id} order={order} merchant={merchant} />
              ))}
            </ul>
          )}
        </Section>
        <div className="grid gap-10 sm:grid-cols-2">
          <Section title="Wallet">
            <ul className="border-t border-ink">
              {(wallets ?? []).length === 0 && (
                <li className="border-b py-3 text-ink-soft">
                  <Link href="/account/wallet" className="link">
                    Empty
                  </Link>
                </li>
              )}
              {(wallets ?? []).map(({ currency, available }) => (
                <li key={currency} className="flex justify-between border-b py-3">
                  <Link href={`/account/wallet?currency=${currency}`} className="link">
                    {currency}
                  </Link>
                  <MoneyText amount={available} locale={merchant.locale} />
                </li>
              ))}
            </ul>
          </Section>
          <Section title="Courses">
            <ul className="border-t border-ink">
              {courses.length === 0 && <li className="border-b py-3 text-ink-soft">None yet.</li>}
              {courses.map((course) => (
                <li key={course.slug} className="border-b py-3">
                  <Link href={`/courses/${course.slug}`} className="font-semibold link">
                    {course.name}
                  </Link>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </>
  );
}
