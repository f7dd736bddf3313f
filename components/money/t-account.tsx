import type { ReactNode } from "react";
import { add, type Money, zero } from "@/lib/domain/money/money";
import { cn } from "../ui/cn";
import { MoneyText } from "./money-text";

interface TAccountItem {
  readonly key: string;
  /** Beside the figure: an account's name, a date, a link. */
  readonly label: ReactNode;
  /** Always positive; the side says which way. */
  readonly amount: Money;
}

interface TAccountProps {
  /** What stands over the bar of the T: an entry's description or an account's name. */
  readonly caption: ReactNode;
  readonly currency: string;
  readonly debits: readonly TAccountItem[];
  readonly credits: readonly TAccountItem[];
  readonly locale: string;
  readonly className?: string;
}

function total(items: readonly TAccountItem[], currency: string): Money {
  return items.map((item) => item.amount).reduce(add, zero(currency));
}

function Side({ item, locale }: { readonly item: TAccountItem | undefined; readonly locale: string }) {
  if (!item) return null;
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4">
      <span className="min-w-0">{item.label}</span>
      <MoneyText amount={item.amount} locale={locale} className="ml-auto" />
    </div>
  );
}

/** Debits on the left, credits on the right, and under each side its sum, which is the same in every entry of a kept book. */
export function TAccount({ caption, currency, debits, credits, locale, className }: TAccountProps) {
  const rowCount = Math.max(debits.length, credits.length);
  const side = "w-1/2 px-3 py-1 align-top";
  return (
    <table className={cn("w-full table-fixed border-collapse text-left text-sm", className)}>
      <caption className="pb-1.5 text-center font-semibold">{caption}</caption>
      <thead>
        <tr className="border-b-2 border-ink text-xs text-ink-soft">
          <th scope="col" className="px-3 pb-0.5 font-semibold">
            Debit
          </th>
          <th scope="col" className="px-3 pb-0.5 text-right font-semibold">
            Credit
          </th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rowCount }, (_, index) => (
          <tr key={debits[index]?.key ?? credits[index]?.key}>
            <td className={cn(side, "border-r-2 border-ink")}>
              <Side item={debits[index]} locale={locale} />
            </td>
            <td className={side}>
              <Side item={credits[index]} locale={locale} />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr className="font-semibold">
          <td className={cn(side, "border-r-2 border-ink text-right")}>
            <span className="sr-only">Sum of debits </span>
            <MoneyText
              amount={total(debits, currency)}
              locale={locale}
              className="inline-block border-t border-ink pl-6 double-rule"
            />
          </td>
          <td className={cn(side, "text-right")}>
            <span className="sr-only">Sum of credits </span>
            <MoneyText
              amount={total(credits, currency)}
              locale={locale}
              className="inline-block border-t border-ink pl-6 double-rule"
            />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
