import { ReasonDialog } from "@/components/admin/reason-dialog";
import { MoneyText } from "@/components/money/money-text";
import { isLive } from "@/lib/domain/payments/payment-state";
import { publicId } from "@/lib/platform/ids";
import type { ConsoleOrder } from "@/lib/queries/console/find-order";
import type { ConsolePayment } from "@/lib/queries/console/find-payment";
import type { JournalEntryView } from "@/lib/queries/console/journal-entries";
import { cancelOrderAction } from "../orders/actions";
import { confirmableEnvironment } from "./confirmable-environment";
import { MirrorAccount } from "./mirror-account";

interface CancelOrderProps {
  readonly order: ConsoleOrder;
  readonly payments: readonly ConsolePayment[];
  readonly entries: readonly JournalEntryView[];
  readonly locale: string;
}

/** What canceling takes back: the claim on the customer and what was earned by delivering. */
const TAKEN_BACK = ["invoice_issued", "credit_note_issued", "invoice_replaced", "revenue_recognized"];

/** Ends an unpaid order. A paid one cannot be canceled: its money has to go back first. */
export function CancelOrder({ order, payments, entries, locale }: CancelOrderProps) {
  if (order.state === "paid" || order.state === "canceled") return null;
  const reversed = entries.filter((entry) => TAKEN_BACK.includes(entry.kind) && entry.reversedBy === null);
  const open = payments.filter((payment) => isLive(payment.state));
  return (
    <ReasonDialog
      action={cancelOrderAction}
      record={{ name: "orderId", id: publicId("order", order.id) }}
      trigger="Cancel order"
      title={`Cancel order ${order.number} of ${order.customer.name}?`}
      consequences={[
        <span key="due">
          {order.customer.name} no longer owes <MoneyText amount={order.totals.due} locale={locale} /> and
          cannot pay this order. It cannot be opened again.
        </span>,
        open.length > 0
          ? "The open payment is voided at Stripe. Should it win the race, its money is kept visible as unapplied."
          : "No payment is open, so nothing has to be voided at Stripe.",
        reversed.length === 0
          ? "Nothing was posted for it, so nothing is posted now."
          : `${reversed.length === 1 ? "One entry is" : `${reversed.length} entries are`} reversed, as drawn below.`,
      ]}
      postings={
        reversed.length > 0 && (
          <div className="grid max-h-72 gap-5 overflow-y-auto">
            {reversed.map((entry) => (
              <MirrorAccount key={entry.id} entry={entry} locale={locale} />
            ))}
          </div>
        )
      }
      confirm="Cancel the order"
      pending="Canceling…"
      environment={confirmableEnvironment()}
      locale={locale}
    />
  );
}
