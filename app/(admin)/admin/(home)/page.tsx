import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Figure } from "@/components/admin/figure";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { type Money, zero } from "@/lib/domain/money/money";
import { type ConsoleFigures, consoleFigures } from "@/lib/queries/console/console-figures";
import { needsAttention } from "@/lib/queries/console/needs-attention";
import { AttentionList } from "../_console/attention-list";
import { openConsole } from "../_console/open-console";

export const metadata: Metadata = { title: { absolute: "Console" } };

function Amounts({ amounts, locale }: { readonly amounts: readonly Money[]; readonly locale: string }) {
  return amounts.map((amount) => (
    <span key={amount.currency} className="block">
      <MoneyText amount={amount} locale={locale} />
    </span>
  ));
}

interface FiguresProps {
  readonly figures: ConsoleFigures;
  readonly currency: string;
  readonly today: string;
  readonly locale: string;
}

function MoneyFigures({ figures, currency, today, locale }: FiguresProps) {
  const { cashInToday, receivables } = figures;
  const cash = cashInToday.length > 0 ? cashInToday.map(({ amount }) => amount) : [zero(currency)];
  const paymentCount = cashInToday.reduce((total, each) => total + each.paymentCount, 0);
  return (
    <>
      <Figure
        label="Cash in today"
        href={`/admin/payments?state=completed&from=${today}`}
        note={`${paymentCount} ${paymentCount === 1 ? "payment" : "payments"}`}
      >
        <Amounts amounts={cash} locale={locale} />
      </Figure>
      <Figure label="Customers owe" href="/admin/ledger/accounts">
        <Amounts amounts={receivables.length > 0 ? receivables : [zero(currency)]} locale={locale} />
      </Figure>
    </>
  );
}

function OrdersByState({ figures, locale }: Pick<FiguresProps, "figures" | "locale">) {
  return (
    <Section title="Orders">
      <ul className="border-t border-ink">
        {figures.ordersByState.map(({ state, count, isEstimate }) => (
          <li key={state} className="border-b">
            <Link
              href={`/admin/orders?state=${state}`}
              className="flex min-h-9 items-baseline justify-between gap-4 py-1.5 hover:bg-paper-sunk"
            >
              <StatusBadge of="order" state={state} audience="staff" />
              <span className="figures font-semibold">
                {isEstimate && "about "}
                {count.toLocaleString(locale)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Figures(props: FiguresProps) {
  return (
    <div className="grid content-start gap-10">
      <Section title="Money">
        <dl className="grid grid-cols-2 gap-x-6 gap-y-5">
          <MoneyFigures {...props} />
        </dl>
      </Section>
      <OrdersByState figures={props.figures} locale={props.locale} />
    </div>
  );
}

export default async function ConsoleHomePage() {
  const { actor, merchant, display, may } = await openConsole();
  if (!may("console.open")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const [groups, figures] = await Promise.all([needsAttention(actor), consoleFigures(actor)]);
  if (!groups || !figures) notFound();
  const waiting = groups.reduce((total, group) => total + group.count, 0);
  return (
    <>
      <PageHeader
        title={`Good day, ${actor.name.split(" ")[0]}`}
        lead={
          waiting === 0
            ? "Nothing waits for you."
            : `${waiting.toLocaleString(display.locale)} ${waiting === 1 ? "thing waits" : "things wait"} for somebody.`
        }
      />
      <div className="grid gap-x-14 gap-y-10 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <Section title="Needs attention">
          {groups.length === 0 ? (
            <EmptyState
              title="All clear"
              action={
                <Link href="/admin/orders" className="link">
                  To the orders
                </Link>
              }
            >
              Payments, webhooks, mails and sites are where they belong.
            </EmptyState>
          ) : (
            <AttentionList groups={groups} display={display} />
          )}
        </Section>
        <Figures
          figures={figures}
          currency={merchant.currencies[0] ?? "USD"}
          today={figures.today}
          locale={display.locale}
        />
      </div>
    </>
  );
}
