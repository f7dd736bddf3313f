import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { ActionForm } from "@/components/ui/action-form";
import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { findConsolePayment, paymentsOfOrder } from "@/lib/queries/console/find-payment";
import { disputesOfPayment } from "@/lib/queries/console/disputes-of-payment";
import { gatewayCallsOfPayment } from "@/lib/queries/console/gateway-calls-of-payment";
import { webhookEventsOfPayment } from "@/lib/queries/console/find-webhook-event";
import { journalEntriesOf } from "@/lib/queries/console/journal-entries";
import { orderTimeline } from "@/lib/queries/console/order-timeline";
import { AttemptTable } from "../../_console/attempt-table";
import { DisputeTable } from "../../_console/dispute-table";
import { openConsole } from "../../_console/open-console";
import { OrderJournal } from "../../_console/order-journal";
import { PaymentFacts } from "../../_console/payment-facts";
import { PaymentSteps } from "../../_console/payment-steps";
import { PaymentStory } from "../../_console/payment-story";
import { WebhookTable } from "../../_console/webhook-table";
import { refreshPaymentAction } from "../actions";

interface PaymentPageProps {
  readonly params: Promise<{ readonly paymentId: string }>;
}

export const metadata: Metadata = { title: "Payment" };

function AskStripe({ paymentId }: { readonly paymentId: string }) {
  return (
    <ActionForm action={refreshPaymentAction} className="grid justify-items-end gap-2" label="Ask Stripe">
      <input type="hidden" name="paymentId" value={publicId("payment", paymentId)} />
      <SubmitButton variant="secondary" size="small" pendingLabel="Asking Stripe…">
        Ask Stripe now
      </SubmitButton>
    </ActionForm>
  );
}

export default async function PaymentPage({ params }: PaymentPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("payment.read_all")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const paymentId = parsePublicId("payment", (await params).paymentId) ?? notFound();
  const [payment, entries, events] = await Promise.all([
    findConsolePayment(actor, { paymentId }),
    journalEntriesOf(actor, { paymentId }),
    webhookEventsOfPayment(actor, { paymentId }),
  ]);
  if (!payment || !entries || !events) notFound();
  const orderId = payment.order.id;
  const [records, payments, calls, disputes] = await Promise.all([
    orderTimeline(actor, { orderId, includesAudit: false }),
    paymentsOfOrder(actor, { orderId }),
    gatewayCallsOfPayment(actor, payment),
    disputesOfPayment(actor, { paymentId }),
  ]);
  if (!records || !payments || !calls || !disputes) notFound();
  const ownIds = new Set([...entries, ...events].map((one) => one.id));
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/payments", label: "Payments" }]}
        title={
          <>
            Payment of <MoneyText amount={payment.amount} locale={display.locale} />
          </>
        }
        lead={
          <span className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
            <StatusBadge of="payment" state={payment.state} audience="staff" />
            <CopyableId id={publicId("payment", payment.id)} of="payment id" />
          </span>
        }
        actions={
          may("payment.refresh") && payment.gateway === "stripe" && <AskStripe paymentId={payment.id} />
        }
      />
      <div className="grid gap-10">
        <Section title="Path">
          <div className="border-t border-ink pt-4">
            <PaymentSteps payment={payment} display={display} />
          </div>
        </Section>
        {disputes.length > 0 && (
          <Section title="Disputes">
            <DisputeTable disputes={disputes} display={display} />
          </Section>
        )}
        <Section title="What happened">
          <PaymentStory
            sources={{ payment, records, ownIds, calls, opensAudit: may("audit.read") }}
            payments={payments}
            display={display}
          />
        </Section>
        <div className="grid gap-10 xl:grid-cols-2">
          <Section title="Facts">
            <PaymentFacts payment={payment} display={display} />
          </Section>
          <Section title="Attempts">
            <AttemptTable attempts={payment.attempts} display={display} />
          </Section>
        </div>
        <OrderJournal
          entries={entries}
          emptyWords="Nothing was posted: no money has moved."
          locale={display.locale}
        />
        <Section title="Stripe's events">
          {events.length === 0 ? (
            <p className="border-t border-ink py-2.5 text-ink-soft">None has arrived.</p>
          ) : (
            <WebhookTable events={events} display={display} />
          )}
        </Section>
      </div>
    </>
  );
}
