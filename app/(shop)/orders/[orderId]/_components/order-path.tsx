import type { ReactNode } from "react";
import { LineOfMarks, type MarkedStep } from "@/components/money/line-of-marks";
import type { LineMarkKind } from "@/components/money/line-mark";
import { Moment } from "@/components/ui/moment";
import { ORDER_STATES } from "@/lib/domain/orders/order-state";
import type { OrderView } from "@/lib/queries/orders/order-view";

interface OrderPathProps {
  readonly order: OrderView;
  readonly locale: string;
  readonly timeZone: string;
}

interface Step {
  readonly key: string;
  readonly label: string;
  /** The order is at this step while it is in this state. */
  readonly rank: number;
  readonly at: Date | null;
}

function stepsOf(order: OrderView): Step[] {
  const ordered = { key: "placed", label: "Ordered", rank: -1, at: order.placedAt };
  const paid = { key: "paid", label: "Paid", rank: 3, at: order.paidAt };
  const deposit = order.installments.find((part) => part.purpose === "deposit");
  const depositAt = order.events.find((event) => event.kind === "deposit_paid")?.occurredAt ?? null;
  const placed = deposit
    ? [ordered, { key: "deposit", label: "Deposit paid", rank: 0, at: depositAt }]
    : [ordered];
  if (!order.needsApproval) return [...placed, paid];
  const ready = order.events.find((event) => event.kind === "sites_ready")?.occurredAt ?? null;
  return [
    ...placed,
    { key: "ready", label: "Sites ready", rank: 1, at: ready },
    { key: "approved", label: "Approved by you", rank: 2, at: order.approvedAt },
    paid,
  ];
}

function markOf(step: Step, reached: number): LineMarkKind {
  if (step.rank < reached) return "done";
  return step.rank === reached ? "now" : "ahead";
}

/** Where the order is on its way from being placed to being paid. */
export function OrderPath({ order, locale, timeZone }: OrderPathProps) {
  const day = (at: Date | null): ReactNode => at && <Moment at={at} locale={locale} timeZone={timeZone} />;
  const all = stepsOf(order);
  if (order.state === "canceled") {
    const past = all.filter((step) => step.at !== null);
    const steps: MarkedStep[] = past.map((step) => ({
      key: step.key,
      kind: "done",
      label: step.label,
      detail: day(step.at),
    }));
    steps.push({ key: "canceled", kind: "refused", label: "Canceled", detail: day(order.canceledAt) });
    return <LineOfMarks label="Progress of the order" steps={steps} />;
  }
  const reached = ORDER_STATES.indexOf(order.state);
  return (
    <LineOfMarks
      label="Progress of the order"
      steps={all.map((step) => ({
        key: step.key,
        kind: markOf(step, reached),
        label: step.label,
        detail: step.rank < reached ? day(step.at) : null,
      }))}
    />
  );
}
