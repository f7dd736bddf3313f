import { Badge } from "@/components/ui/badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import type { ConsoleWebhookEvent } from "@/lib/queries/console/find-webhook-event";
import type { Display } from "./open-console";
import { WEBHOOK_WORDS } from "./webhook-words";

/** What is known of an event: where it stands, how often it was tried, when it happened and came. */
export function EventFacts({
  event,
  display,
}: {
  readonly event: ConsoleWebhookEvent;
  readonly display: Display;
}) {
  const words = WEBHOOK_WORDS[event.state];
  const moment = (at: Date) => <Moment at={at} {...display} precision="second" />;
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        {
          term: "State",
          value: (
            <>
              <Badge tone={words.tone}>{words.word}</Badge>
              <span className="block text-sm text-ink-soft">{words.meaning}</span>
            </>
          ),
        },
        ...(event.lastError === null
          ? []
          : [
              {
                term: "Last error",
                value: <span className="break-words text-danger">{event.lastError}</span>,
              },
            ]),
        { term: "Attempts", value: event.attemptCount },
        ...(event.state === "failed" ? [{ term: "Next attempt", value: moment(event.nextAttemptAt) }] : []),
        { term: "Object", value: <CopyableId id={event.objectId} of="object id" /> },
        { term: "Mode", value: event.isLive ? "Live" : "Test" },
        { term: "API version", value: event.apiVersion },
        { term: "Happened", value: moment(event.occurredAt) },
        { term: "Received", value: moment(event.receivedAt) },
        ...(event.finishedAt === null ? [] : [{ term: "Finished", value: moment(event.finishedAt) }]),
        {
          term: "Result",
          value: <code className="font-mono text-xs break-all">{JSON.stringify(event.result)}</code>,
        },
        { term: "Trace", value: <CopyableId id={event.traceId} of="trace id" /> },
      ]}
    />
  );
}
