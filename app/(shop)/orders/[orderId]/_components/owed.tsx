import { MoneyText } from "@/components/money/money-text";
import { declineSentence } from "@/components/ui/decline-sentence";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { Notice } from "@/components/ui/notice";
import type { MerchantView } from "@/lib/domain/merchant";
import type { Money } from "@/lib/domain/money/money";
import { publicId } from "@/lib/platform/ids";
import type { OrderView } from "@/lib/queries/orders/order-view";
import { payable } from "./order-facts";

interface OwedProps {
  readonly order: OrderView;
  readonly merchant: MerchantView;
}

/** Other amounts that may be paid instead: the next part before its day, or all that is left. */
function Ahead({ order, merchant, due }: OwedProps & { readonly due: Money | null }) {
  const href = `/checkout/${publicId("order", order.id)}`;
  const next = due === null ? payable(order, "next") : null;
  const all = payable(order, "all");
  const isMore = all !== null && all.amountMinor > (due ?? next ?? all).amountMinor;
  if (order.state === "deposit_pending" || (next === null && !isMore)) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {next && (
        <LinkButton href={`${href}?scope=next`}>
          Pay the next <MoneyText amount={next} locale={merchant.locale} /> early
        </LinkButton>
      )}
      {isMore && (
        <LinkButton href={`${href}?scope=all`}>
          Pay off all <MoneyText amount={all} locale={merchant.locale} />
        </LinkButton>
      )}
    </div>
  );
}

/** Nothing is due today; the next part has its day. */
function Later({ order, merchant }: OwedProps) {
  const next = order.installments.find((part) => part.state === "scheduled");
  return (
    <div className="flex flex-wrap items-end justify-between gap-4">
      <p className="text-lg">
        Nothing is due now.{" "}
        {next?.dueOn && (
          <>
            The next <MoneyText amount={next.left} locale={merchant.locale} /> is due on{" "}
            <Moment at={next.dueOn} locale={merchant.locale} timeZone="UTC" />.
          </>
        )}
      </p>
      <Ahead order={order} merchant={merchant} due={null} />
    </div>
  );
}

function DueWords({ order, locale }: { readonly order: OrderView; readonly locale: string }) {
  if (order.state === "deposit_pending") return "Deposit, before we begin";
  if (order.installments.some((part) => part.state === "overdue")) return "Overdue";
  const due = order.installments.find((part) => part.state === "due");
  if (!due?.dueOn) return "You owe";
  return (
    <>
      You owe, due on <Moment at={due.dueOn} locale={locale} timeZone="UTC" />
    </>
  );
}

/** What is due of an order now, or when the next part of it is. */
export function Owed({ order, merchant }: OwedProps) {
  const due = payable(order, "due");
  if (due === null) return <Later order={order} merchant={merchant} />;
  const advice = order.payments[0]?.state === "failed" ? order.payments[0].advice : null;
  return (
    <div className="grid gap-4">
      {advice && (
        <Notice tone="danger" title="The last payment did not go through">
          {declineSentence(advice)}
        </Notice>
      )}
      <div className="flex flex-wrap items-end justify-between gap-4">
        <p>
          <span className="block text-ink-soft">
            <DueWords order={order} locale={merchant.locale} />
          </span>
          <MoneyText amount={due} locale={merchant.locale} className="text-figure font-semibold" />
        </p>
        <LinkButton href={`/checkout/${publicId("order", order.id)}`} variant="primary" size="large">
          Pay <MoneyText amount={due} locale={merchant.locale} />
        </LinkButton>
      </div>
      <Ahead order={order} merchant={merchant} due={due} />
    </div>
  );
}
