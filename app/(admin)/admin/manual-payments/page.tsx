import type { Metadata } from "next";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { listManualPayments } from "@/lib/queries/manual-payments/list-manual-payments";
import { ManualPaymentTable } from "../_console/manual-payment-table";
import { openConsole } from "../_console/open-console";

export const metadata: Metadata = { title: "Payments by hand" };

/** The queue of money that waits for a second person, and what was decided before. */
export default async function ManualPaymentsPage() {
  const { actor, display } = await openConsole();
  const payments = await listManualPayments(actor);
  if (payments === null) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { waiting, decided } = payments;
  return (
    <>
      <PageHeader
        title="Payments by hand"
        lead="Transfers, checks and cash. Each pays nothing until somebody else than its recorder has verified it. Record one from a customer’s order."
      />
      <div className="grid gap-10">
        <Section title="Waiting for verification">
          {waiting.length === 0 ? (
            <EmptyState title="Nothing waits">Every recorded payment has been decided.</EmptyState>
          ) : (
            <ManualPaymentTable
              caption="Waiting for verification, longest first"
              payments={waiting}
              display={display}
            />
          )}
        </Section>
        {decided.length > 0 && (
          <Section title="Decided">
            <ManualPaymentTable caption="Decided, newest first" payments={decided} display={display} />
          </Section>
        )}
      </div>
    </>
  );
}
