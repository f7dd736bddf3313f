import { billTaxes } from "@/components/money/bill-taxes";
import { MoneyText } from "@/components/money/money-text";
import { DefinitionList } from "@/components/ui/definition-list";
import { Section } from "@/components/ui/section";
import { isZero, type Money, negate } from "@/lib/domain/money/money";
import type { ConsoleOrder } from "@/lib/queries/console/find-order";

/** The order's amounts, each with its sign, so that every column adds up as it is written. */
export function OrderAmounts({ order, locale }: { readonly order: ConsoleOrder; readonly locale: string }) {
  const { totals } = order;
  const taxes = billTaxes(order.taxes);
  const line = (term: string, amount: Money) => ({
    term,
    value: <MoneyText amount={amount} locale={locale} />,
  });
  const optional = (term: string, amount: Money) => (isZero(amount) ? [] : [line(term, amount)]);
  const isCanceled = order.state === "canceled";
  return (
    <Section title="Amounts">
      <DefinitionList
        layout="ledger"
        items={[
          line("Subtotal", totals.subtotal),
          ...optional("Discounts", negate(totals.discount)),
          ...optional("Fees", totals.fee),
          ...taxes.above.map(({ term, amount }) => line(term, amount)),
          { ...line("Total", totals.total), isTotal: true },
          ...taxes.below.map(({ term, amount }) => line(term, amount)),
          ...optional("Credits", negate(totals.credited)),
          line("Paid", negate(totals.paid)),
          ...optional("Refunded", totals.refunded),
          ...(isCanceled ? [] : [{ ...line("Due", totals.due), isTotal: true }]),
        ]}
      />
      {isCanceled && <p className="text-sm text-ink-soft">Canceled: nothing is due any more.</p>}
    </Section>
  );
}
