import Link from "next/link";
import type { ReactNode } from "react";
import { cardName } from "@/components/money/card-name";
import { MoneyText } from "@/components/money/money-text";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { publicId } from "@/lib/platform/ids";
import type { ConsoleAuditEvent } from "@/lib/queries/console/find-audit-event";
import { outcomeWords } from "./audit-words";
import { orderHref, paymentHref } from "./hrefs";
import type { Display } from "./open-console";

/** A line for what is there. */
function line(term: string, value: ReactNode): Definition[] {
  return value === null ? [] : [{ term, value }];
}

function idLine(term: string, id: string | null): Definition[] {
  return line(term, id === null ? null : <CopyableId id={id} of={term.toLowerCase()} />);
}

function filterLink(about: string, words: string) {
  return (
    <Link href={`/admin/audit?about=${about}`} prefetch={false} className="link">
      {words}
    </Link>
  );
}

function subjectLines({ orderId, paymentId }: ConsoleAuditEvent): Definition[] {
  return [
    ...line(
      "Order",
      orderId && (
        <Link href={orderHref(orderId)} className="link">
          The order
        </Link>
      ),
    ),
    ...line(
      "Payment",
      paymentId && (
        <Link href={paymentHref(paymentId)} className="link">
          The payment
        </Link>
      ),
    ),
  ];
}

function failureLines(event: ConsoleAuditEvent): Definition[] {
  const { failureCode, declineCode, failureMessage, cardBrand, cardLast4 } = event;
  return [
    ...line("Failure code", failureCode),
    ...line("Decline code", declineCode),
    ...line("Failure message", failureMessage),
    ...line("Card", cardLast4 && cardName({ brand: cardBrand ?? "", last4: cardLast4 })),
  ];
}

/** What the act changed, or how a call went: plain values as they are stored, by their names. */
function changeLines(changes: unknown): Definition[] {
  if (changes === null || typeof changes !== "object") return [];
  return Object.entries(changes).flatMap(([name, value]: [string, unknown]) =>
    value === null
      ? []
      : line(
          name.replaceAll(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`),
          <code className="font-mono text-[0.85em] break-all">
            {typeof value === "string" ? value : JSON.stringify(value)}
          </code>,
        ),
  );
}

/** All fields of one record. */
export function AuditFacts(props: { readonly event: ConsoleAuditEvent; readonly display: Display }) {
  const { event, display } = props;
  const person = event.personId && publicId("login", event.personId);
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        { term: "When", value: <Moment at={event.at} {...display} precision="second" /> },
        { term: "Who", value: person ? filterLink(person, event.actorName) : event.actorName },
        ...line("From", event.ipAddress),
        { term: "Command", value: event.command },
        { term: "Outcome", value: outcomeWords(event.outcome) },
        ...line("Reason", event.reason),
        ...line("Amount", event.amount && <MoneyText amount={event.amount} locale={display.locale} />),
        ...subjectLines(event),
        ...idLine("Payment intent", event.gatewayPaymentId),
        ...failureLines(event),
        ...idLine("Idempotency key", event.idempotencyKey),
        ...changeLines(event.changes),
        { term: "Environment", value: event.environment },
        ...idLine("Trace", event.traceId),
        { term: "Same trace", value: filterLink(event.traceId, "All that belongs to it") },
      ]}
    />
  );
}
