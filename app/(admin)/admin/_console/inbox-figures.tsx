import { Figure } from "@/components/admin/figure";
import { Moment } from "@/components/ui/moment";
import type { WebhookInbox } from "@/lib/queries/console/webhook-inbox";
import type { Display } from "./open-console";

/** Depth, age and failures of the inbox; each figure leads to the events it counts. */
export function InboxFigures({
  inbox,
  display,
}: {
  readonly inbox: WebhookInbox;
  readonly display: Display;
}) {
  const { countByState: count } = inbox;
  const href = (state: string) => `/admin/webhooks?state=${state}`;
  return (
    <dl className="mb-8 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-3 xl:grid-cols-6">
      <Figure
        label="Waiting"
        href={href("received")}
        note={
          inbox.oldestWaitingAt && (
            <>since {<Moment at={inbox.oldestWaitingAt} {...display} precision="minute" />}</>
          )
        }
      >
        {count.received}
      </Figure>
      <Figure label="Applied" href={href("applied")}>
        {count.applied}
      </Figure>
      <Figure label="Ignored" href={href("ignored")}>
        {count.ignored}
      </Figure>
      <Figure label="Parked" href={href("parked")}>
        {count.parked}
      </Figure>
      <Figure label="Failed" href={href("failed")} note={count.failed > 0 && "tried again by itself"}>
        <span className={count.failed > 0 ? "text-attention" : ""}>{count.failed}</span>
      </Figure>
      <Figure label="Dead" href={href("dead")} note={count.dead > 0 && "waits for you"}>
        <span className={count.dead > 0 ? "text-danger" : ""}>{count.dead}</span>
      </Figure>
    </dl>
  );
}
