import { Moment } from "../ui/moment";
import { MoneyText } from "../money/money-text";
import type { CalendarDate } from "@/lib/domain/time/calendar-date";
import type { Money } from "@/lib/domain/money/money";

export interface TimelinePart {
  readonly position: number;
  readonly amount: Money;
  readonly purpose: string;
  readonly dueOn: CalendarDate | null;
  readonly due: { readonly days: number; readonly months: number; readonly from: "placement" | "approval" };
}

interface TermsTimelineProps {
  readonly parts: readonly TimelinePart[];
  readonly today: CalendarDate;
  /** What the days are counted from while it has not come: "you have approved all sites". */
  readonly anchor: string;
  readonly locale: string;
}

/** "2 months and 5 days after", or nothing where it is at once. */
function distance({ days, months }: TimelinePart["due"]): string {
  const words = [
    months === 0 ? null : months === 1 ? "one month" : `${months} months`,
    days === 0 ? null : days === 1 ? "one day" : `${days} days`,
  ].filter((word) => word !== null);
  return words.length === 0 ? "once" : `${words.join(" and ")} after`;
}

function When({
  part,
  anchor,
  locale,
}: { part: TimelinePart } & Pick<TermsTimelineProps, "anchor" | "locale">) {
  if (part.dueOn === null) return `${distance(part.due)} ${anchor}`;
  return <Moment at={new Date(`${part.dueOn}T00:00:00Z`)} locale={locale} timeZone="UTC" />;
}

const PURPOSES: Readonly<Record<string, string>> = {
  deposit: "Deposit",
  balance: "Balance",
  full: "All of it",
};

/** What is due now and what later, before anything is agreed to. */
export function TermsTimeline({ parts, today, anchor, locale }: TermsTimelineProps) {
  const isNow = (part: TimelinePart) => part.dueOn !== null && part.dueOn <= today;
  const groups = [
    { title: "Due now", items: parts.filter(isNow) },
    { title: "Due later", items: parts.filter((part) => !isNow(part)) },
  ].filter(({ items }) => items.length > 0);
  return (
    <dl className="grid gap-1 text-sm">
      {groups.map(({ title, items }) => (
        <div key={title} className="grid grid-cols-[6rem_1fr] gap-x-3">
          <dt className="text-ink-soft">{title}</dt>
          {items.map((part) => (
            <dd key={part.position} className="col-start-2 flex justify-between gap-4">
              <span>
                {PURPOSES[part.purpose] ?? `Part ${part.position}`}
                {title === "Due later" && (
                  <>
                    , <When part={part} anchor={anchor} locale={locale} />
                  </>
                )}
              </span>
              <MoneyText amount={part.amount} locale={locale} />
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}
