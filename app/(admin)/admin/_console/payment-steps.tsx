import { type PaymentStep, PaymentPath } from "@/components/money/payment-path";
import { cardName } from "@/components/money/card-name";
import { PAYMENT_WORDS } from "@/components/money/status-words";
import { Moment } from "@/components/ui/moment";
import type { LineMarkKind } from "@/components/money/line-mark";
import type { PaymentState } from "@/lib/domain/payments/payment-state";
import type { AttemptView, ConsolePayment } from "@/lib/queries/console/find-payment";
import type { Display } from "./open-console";

const ENDS = {
  pending: "ahead",
  requires_action: "now",
  processing: "now",
  outcome_unknown: "now",
  completed: "done",
  failed: "refused",
  canceled: "refused",
  refunded: "done",
  bounced: "refused",
} as const satisfies Record<PaymentState, LineMarkKind>;

const OUTCOMES: Readonly<Record<string, { label: string; kind: LineMarkKind }>> = {
  succeeded: { label: "Attempt succeeded", kind: "done" },
  pending: { label: "Attempt pending", kind: "now" },
  declined: { label: "Attempt declined", kind: "refused" },
  not_sent: { label: "Not sent", kind: "refused" },
  outcome_unknown: { label: "Outcome unknown", kind: "now" },
};

function attemptStep(attempt: AttemptView, display: Display): PaymentStep {
  const { label, kind } = OUTCOMES[attempt.outcome] ?? { label: attempt.outcome, kind: "now" };
  return {
    key: attempt.id,
    kind,
    label,
    detail: (
      <>
        {attempt.card && <span className="block">{cardName(attempt.card)}</span>}
        <Moment at={attempt.occurredAt} {...display} precision="minute" />
      </>
    ),
  };
}

/** A confirmation's outcome is a step; that the gateway was asked to create the payment is the start itself. */
function isStep(attempt: AttemptView): boolean {
  return attempt.command !== "create" || attempt.outcome !== "succeeded";
}

/** The way of a payment from its start over each attempt to where it stands. */
export function PaymentSteps({
  payment,
  display,
}: {
  readonly payment: ConsolePayment;
  readonly display: Display;
}) {
  const attempts = payment.attempts.filter(isStep);
  const lastIsEnd = attempts.at(-1)?.outcome === "declined" && payment.state === "failed";
  const end: PaymentStep = {
    key: "end",
    kind: ENDS[payment.state],
    label: PAYMENT_WORDS[payment.state].staff,
    detail: payment.capturedAt && <Moment at={payment.capturedAt} {...display} precision="minute" />,
  };
  const start: PaymentStep = {
    key: "start",
    kind: "done",
    label: "Started",
    detail: <Moment at={payment.createdAt} {...display} precision="minute" />,
  };
  return (
    <PaymentPath
      steps={[
        start,
        ...attempts.map((attempt) => attemptStep(attempt, display)),
        ...(lastIsEnd ? [] : [end]),
      ]}
    />
  );
}
