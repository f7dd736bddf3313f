import { Section } from "@/components/ui/section";
import type { JournalEntryView } from "@/lib/queries/console/journal-entries";
import { EntryAccount } from "./entry-account";

/** The order's entries as T-accounts, in the order in which they happened. */
export function OrderJournal(props: {
  readonly entries: readonly JournalEntryView[];
  /** Why nothing was posted, where nothing was. */
  readonly emptyWords: string;
  readonly locale: string;
}) {
  return (
    <Section title="Journal" aside={props.entries.length > 0 && `${props.entries.length} entries`}>
      {props.entries.length === 0 ? (
        <p className="border-t border-ink py-2.5 text-ink-soft">{props.emptyWords}</p>
      ) : (
        <div className="grid gap-x-10 gap-y-7 border-t border-ink pt-4 xl:grid-cols-2">
          {props.entries.map((entry) => (
            <div key={entry.id} className="min-w-0">
              <EntryAccount entry={entry} locale={props.locale} />
            </div>
          ))}
        </div>
      )}
    </Section>
  );
}
