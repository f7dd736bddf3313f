import Link from "next/link";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { type IdKind, publicId } from "@/lib/platform/ids";
import type { JournalEntryView } from "@/lib/queries/console/journal-entries";
import { entryWord } from "./entry-words";
import { entryHref, orderHref, paymentHref } from "./hrefs";
import type { Display } from "./open-console";

function linkLine(term: string, href: string | null, words: string): Definition[] {
  if (href === null) return [];
  const value = (
    <Link href={href} className="link">
      {words}
    </Link>
  );
  return [{ term, value }];
}

const SOURCE_IDS: Readonly<Record<string, IdKind>> = {
  payment: "payment",
  invoice: "invoice",
  journal_entry: "journalEntry",
};

/** The source as people meet it elsewhere: a public id where it has one. What follows a colon is a hash of what was asked. */
function sourceName(entry: JournalEntryView): string {
  const kind = SOURCE_IDS[entry.sourceKind];
  const [id = ""] = entry.sourceId.split(":");
  return `${entry.sourceKind.replaceAll("_", " ")} ${kind === undefined ? id : publicId(kind, id)}`;
}

/** What an entry is about, who made it and why, and where it leads. */
export function EntryFacts({
  entry,
  display,
}: {
  readonly entry: JournalEntryView;
  readonly display: Display;
}) {
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        { term: "Kind", value: entryWord(entry.kind) },
        { term: "Source", value: <span className="break-all">{sourceName(entry)}</span> },
        ...linkLine("Order", entry.orderId && orderHref(entry.orderId), "The order"),
        ...linkLine("Payment", entry.paymentId && paymentHref(entry.paymentId), "The payment and its events"),
        ...linkLine("Reverses", entry.reversalOf && entryHref(entry.reversalOf), "The original entry"),
        ...linkLine("Reversed by", entry.reversedBy && entryHref(entry.reversedBy), "The reversal"),
        { term: "Actor", value: `${entry.actor.name} (${entry.actor.kind})` },
        ...(entry.reason === null ? [] : [{ term: "Reason", value: entry.reason }]),
        { term: "Occurred", value: <Moment at={entry.occurredAt} {...display} precision="second" /> },
        { term: "Recorded", value: <Moment at={entry.recordedAt} {...display} precision="second" /> },
        { term: "Trace", value: <CopyableId id={entry.traceId} of="trace id" /> },
        { term: "Fingerprint", value: <CopyableId id={entry.fingerprint} of="fingerprint" /> },
      ]}
    />
  );
}
