import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { Section } from "@/components/ui/section";
import type { ConsoleWebhookEvent } from "@/lib/queries/console/find-webhook-event";
import { entryHref, orderHref, paymentHref } from "./hrefs";

/** What applying an event came to: the payment it speaks of, what it wrote on the order's timeline, what it posted. */
export function EventEffects({
  event,
  locale,
}: {
  readonly event: ConsoleWebhookEvent;
  readonly locale: string;
}) {
  const { payment, orderEvents, entries } = event;
  if (!payment) {
    return (
      <Section title="Effects">
        <p className="border-t border-ink py-2.5 text-ink-soft">
          It speaks of no payment of ours, so it changed nothing.
        </p>
      </Section>
    );
  }
  const isIdle = orderEvents.length === 0 && entries.length === 0;
  return (
    <Section title="Effects">
      <div className="grid gap-2 border-t border-ink py-2.5">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <Link href={paymentHref(payment.id)} className="font-medium link">
            Payment of <MoneyText amount={payment.amount} locale={locale} />
          </Link>
          <StatusBadge of="payment" state={payment.state} audience="staff" />
          <span>
            for{" "}
            <Link href={orderHref(payment.order.id)} className="link">
              order {String(payment.order.number)}
            </Link>
          </span>
        </p>
        {isIdle && event.state === "applied" && (
          <p className="text-sm text-ink-soft">
            It changed nothing: the same news had come before, in another event or by asking.
          </p>
        )}
        <ul className="grid gap-1 text-sm">
          {orderEvents.map((orderEvent) => (
            <li key={orderEvent.id}>On the timeline: {orderEvent.kind.replaceAll("_", " ")}</li>
          ))}
          {entries.map((entry) => (
            <li key={entry.id}>
              Posted{" "}
              <Link href={entryHref(entry.id)} className="link">
                {entry.description}
              </Link>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  );
}
