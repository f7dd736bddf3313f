import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ManualPaymentForm } from "@/components/admin/manual-payment-form";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { formatMoney } from "@/lib/domain/money/format-money";
import { moneyInput } from "@/lib/domain/money/money-input";
import { calendarDateAt } from "@/lib/domain/time/calendar-date";
import { businessClock } from "@/lib/platform/clock";
import { newId, parsePublicId, publicId } from "@/lib/platform/ids";
import { payableOrders } from "@/lib/queries/manual-payments/payable-orders";
import { openConsole } from "../../_console/open-console";
import { recordManualPaymentAction } from "../actions";

export const metadata: Metadata = { title: "Record a payment" };

interface NewManualPaymentPageProps {
  readonly searchParams: Promise<{
    readonly customer?: string | string[];
    readonly order?: string | string[];
  }>;
}

const idOf = (kind: "customer" | "order", text: string | string[] | undefined) =>
  typeof text === "string" ? parsePublicId(kind, text) : null;

/** Writes down money that a customer sent or brought. */
export default async function NewManualPaymentPage({ searchParams }: NewManualPaymentPageProps) {
  const { actor, merchant, display, may } = await openConsole();
  if (!may("manual_payment.record")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { customer, order } = await searchParams;
  const customerId = idOf("customer", customer) ?? notFound();
  const payable = await payableOrders(actor, { customerId });
  if (!payable) notFound();
  const orderId = idOf("order", order);
  const chosen = payable.orders.find(({ id }) => id === orderId);
  const { locale, timeZone } = display;
  const first = chosen?.due.currency ?? merchant.currencies[0] ?? "USD";
  return (
    <>
      <PageHeader
        title="Record a payment"
        trail={[{ href: "/admin/manual-payments", label: "Payments by hand" }]}
        lead={`${payable.customer.name} has paid by transfer, check or in cash. Nothing is paid by it until somebody else has verified it.`}
      />
      <ManualPaymentForm
        action={recordManualPaymentAction}
        recordKey={newId()}
        customerId={publicId("customer", customerId)}
        currencies={[first, ...merchant.currencies.filter((code) => code !== first)]}
        today={calendarDateAt(businessClock.now(), timeZone)}
        orders={payable.orders.map(({ id, number, due }) => ({
          id: publicId("order", id),
          number: String(number),
          dueText: formatMoney(due, locale),
          part: id === orderId ? moneyInput(due) : "",
        }))}
        amount={chosen ? moneyInput(chosen.due) : ""}
        locale={locale}
      />
    </>
  );
}
