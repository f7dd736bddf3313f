import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { cn } from "@/components/ui/cn";
import { Moment } from "@/components/ui/moment";
import type { AttentionGroup, AttentionItem } from "@/lib/queries/console/needs-attention";
import { ATTENTION_WORDS, attentionHref } from "./attention-words";
import type { Display } from "./open-console";

function itemName(item: AttentionItem): string {
  if (item.orderNumber === null) return item.note ?? item.kind;
  return item.customerName === null
    ? `Order ${item.orderNumber}`
    : `Order ${item.orderNumber}, ${item.customerName}`;
}

function AttentionLine({ item, display }: { readonly item: AttentionItem; readonly display: Display }) {
  const hasNote = item.note !== null && item.orderNumber !== null;
  return (
    <li className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 border-b py-2">
      <div className="min-w-0 flex-[1_1_16rem]">
        <Link href={attentionHref(item)} className="break-words link">
          {itemName(item)}
        </Link>
        {hasNote && <p className="line-clamp-2 text-sm break-words text-ink-soft">{item.note}</p>}
      </div>
      <p className="text-sm text-ink-soft">
        {item.amount && (
          <>
            <MoneyText amount={item.amount} locale={display.locale} className="text-ink" />
            {", "}
          </>
        )}
        since <Moment at={item.since} {...display} precision="minute" />
      </p>
    </li>
  );
}

function Group({ group, display }: { readonly group: AttentionGroup; readonly display: Display }) {
  const { title, step, listHref, isUrgent } = ATTENTION_WORDS[group.kind];
  const more = group.count - group.items.length;
  return (
    <section className={cn("border-l-[3px] pl-4", isUrgent ? "border-danger" : "border-attention")}>
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h3 className="font-semibold">
          {title} <span className="ml-1 figures font-normal text-ink-soft">{group.count}</span>
        </h3>
        <p className="text-sm text-ink-soft">{step}</p>
      </div>
      <ul>
        {group.items.map((item, index) => (
          <AttentionLine key={`${item.recordId} ${index}`} item={item} display={display} />
        ))}
      </ul>
      {more > 0 && (
        <p className="pt-1.5 text-sm">
          <Link href={listHref} className="link">
            {more} more
          </Link>
        </p>
      )}
    </section>
  );
}

/** What waits for a person, worst first, each with the way to where it is put right. */
export function AttentionList(props: {
  readonly groups: readonly AttentionGroup[];
  readonly display: Display;
}) {
  return (
    <div className="grid gap-7">
      {props.groups.map((group) => (
        <Group key={group.kind} group={group} display={props.display} />
      ))}
    </div>
  );
}
