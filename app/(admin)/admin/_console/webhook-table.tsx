import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import type { WebhookEventState } from "@/lib/queries/console/list-webhook-events";
import { webhookEventHref } from "./hrefs";
import type { Display } from "./open-console";
import { WEBHOOK_WORDS } from "./webhook-words";

export interface WebhookLine {
  readonly id: string;
  readonly externalId: string;
  readonly type: string;
  readonly objectId: string;
  readonly state: WebhookEventState;
  readonly attemptCount: number;
  readonly lastError?: string | null;
  readonly receivedAt: Date;
}

function EventRow({ event, display }: { readonly event: WebhookLine; readonly display: Display }) {
  const { tone, word } = WEBHOOK_WORDS[event.state];
  const state = (
    <>
      <Badge tone={tone}>{word}</Badge>
      {event.attemptCount > 1 && (
        <span className="block text-xs text-ink-soft">{event.attemptCount} attempts</span>
      )}
      {event.lastError && <span className="block text-xs wrap-anywhere text-danger">{event.lastError}</span>}
    </>
  );
  return (
    <Row>
      <RowHeadCell>
        <Link href={webhookEventHref(event.id)} className="wrap-anywhere link">
          {event.type}
        </Link>
        <code className="block font-mono text-xs font-normal break-all text-ink-soft">
          {event.externalId}
        </code>
        <span className="block font-normal sm:hidden">{state}</span>
      </RowHeadCell>
      <Cell className="hidden sm:table-cell">{state}</Cell>
      <Cell className="hidden lg:table-cell">
        <code className="font-mono text-xs break-all">{event.objectId}</code>
      </Cell>
      <Cell className="text-right">
        <Moment at={event.receivedAt} {...display} precision="minute" />
      </Cell>
    </Row>
  );
}

/** Events of the inbox with what became of them. */
export function WebhookTable(props: { readonly events: readonly WebhookLine[]; readonly display: Display }) {
  return (
    <Table caption="Webhook events">
      <TableHead>
        <HeadCell>Event</HeadCell>
        <HeadCell className="hidden sm:table-cell">State</HeadCell>
        <HeadCell className="hidden lg:table-cell">Object</HeadCell>
        <HeadCell className="text-right">Received</HeadCell>
      </TableHead>
      <tbody>
        {props.events.map((event) => (
          <EventRow key={event.id} event={event} display={props.display} />
        ))}
      </tbody>
    </Table>
  );
}
