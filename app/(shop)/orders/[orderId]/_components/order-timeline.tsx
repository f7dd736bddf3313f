import { Timeline, type TimelineItem } from "@/components/money/timeline";
import { Moment } from "@/components/ui/moment";
import type { MerchantView } from "@/lib/domain/merchant";
import type { OrderView } from "@/lib/queries/orders/order-view";
import { eventBy, eventRemark, eventWords } from "./event-words";

interface OrderTimelineProps {
  readonly order: OrderView;
  readonly merchant: MerchantView;
}

/** Everything that happened to the order: what, when, by whom, and how we know. */
export function OrderTimeline({ order, merchant }: OrderTimelineProps) {
  const { locale, timeZone, name } = merchant;
  const items = order.events.flatMap((event): TimelineItem[] => {
    const words = eventWords(event);
    if (!words) return [];
    const remark = eventRemark(event);
    return [
      {
        key: event.id,
        ...words,
        at: <Moment at={event.occurredAt} locale={locale} timeZone={timeZone} precision="minute" />,
        by: eventBy(event, name),
        children: remark && `“${remark}”`,
      },
    ];
  });
  return <Timeline label="What happened" items={items} />;
}
