import Link from "next/link";
import type { ReactNode } from "react";
import { DELIVERY_WORDS } from "@/components/admin/delivery-words";
import { MoneyText } from "@/components/money/money-text";
import { Timeline } from "@/components/money/timeline";
import { Moment } from "@/components/ui/moment";
import type { TimelineRecord } from "@/lib/queries/console/order-timeline";
import { type Act, groupRecords } from "./group-records";
import { entryHref, paymentHref, webhookEventHref } from "./hrefs";
import type { Display } from "./open-console";
import { causeWords, detail, isSetback, orderEventTitle } from "./timeline-words";

const WAY_WORDS: Readonly<Record<string, string>> = { email: "Mail", sms: "Text message" };

/** A record in one line, with the way to it. */
function RecordLine({
  record,
  locale,
}: {
  readonly record: TimelineRecord;
  readonly locale: string;
}): ReactNode {
  switch (record.kind) {
    case "order_event":
      return orderEventTitle(record, locale);
    case "webhook_event":
      return (
        <>
          Stripe&apos;s event{" "}
          <Link href={webhookEventHref(record.id)} className="link">
            {record.type}
          </Link>{" "}
          {record.state}
          {record.attemptCount > 1 && ` after ${record.attemptCount} attempts`}
        </>
      );
    case "journal_entry":
      return (
        <>
          Posted{" "}
          <Link href={entryHref(record.id)} className="link">
            {record.description}
          </Link>
          {record.amount && (
            <>
              , <MoneyText amount={record.amount} locale={locale} />
            </>
          )}
          {record.reason && `: ${record.reason}`}
        </>
      );
    case "audit_event":
      return (
        <>
          Recorded <code className="font-mono text-[0.85em]">{record.eventType}</code> {record.outcome}
          {record.reason && `: ${record.reason}`}
          {record.failureCode && ` (${[record.failureCode, record.declineCode].filter(Boolean).join(" / ")})`}
        </>
      );
    case "mail":
      return `${WAY_WORDS[record.channel] ?? "Message"} (${DELIVERY_WORDS[record.state].word.toLowerCase()}): ${record.subject}, to ${record.toAddress}`;
  }
}

function causeOf(record: TimelineRecord): ReactNode {
  if (record.kind !== "order_event") return null;
  const eventId = detail(record.cause, "webhookEventId");
  const words = causeWords(record.cause);
  return eventId === "" ? (
    words
  ) : (
    <Link href={webhookEventHref(eventId)} className="link">
      {words}
    </Link>
  );
}

/** Comment, reason or raw codes that belong to an event, and the payment it is about. */
function EventNote({ record }: { readonly record: TimelineRecord }) {
  if (record.kind !== "order_event") return null;
  const note = detail(record.details, "comment") || detail(record.details, "reason");
  const codes = [detail(record.details, "failureCode"), detail(record.details, "declineCode")].filter(
    Boolean,
  );
  return (
    <>
      {note && <p className="border-l-2 pl-3 text-ink-soft">“{note}”</p>}
      {codes.length > 0 && <p className="font-mono text-xs text-danger">{[...new Set(codes)].join(" / ")}</p>}
      {record.paymentId && (
        <p>
          <Link href={paymentHref(record.paymentId)} className="link">
            The payment
          </Link>
        </p>
      )}
    </>
  );
}

function ActDetails({ act, locale }: { readonly act: Act; readonly locale: string }) {
  return (
    <>
      <EventNote record={act.head} />
      {act.rest.length > 0 && (
        <ul className="mt-0.5 grid gap-0.5 text-ink-soft">
          {act.rest.map((record) => (
            <li key={record.id} className={isSetback(record) ? "text-danger" : ""}>
              <RecordLine record={record} locale={locale} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Everything that happened to an order, newest first: state changes, gateway events, postings, mails, audit records. */
export function OrderTimeline(props: {
  readonly records: readonly TimelineRecord[];
  readonly display: Display;
}) {
  const { locale, timeZone } = props.display;
  const acts = groupRecords(props.records).toReversed();
  return (
    <Timeline
      label="Timeline, newest first"
      items={acts.map((act) => ({
        key: `${act.head.kind} ${act.head.id}`,
        kind: isSetback(act.head) ? "refused" : "done",
        title: <RecordLine record={act.head} locale={locale} />,
        at: <Moment at={act.head.occurredAt} locale={locale} timeZone={timeZone} precision="second" />,
        by: (
          <>
            {act.head.actorName} {causeOf(act.head)}
            {act.head.traceId && (
              <>
                {" · trace "}
                <code className="font-mono text-xs">{act.head.traceId.slice(0, 8)}</code>
              </>
            )}
          </>
        ),
        children: <ActDetails act={act} locale={locale} />,
      }))}
    />
  );
}
