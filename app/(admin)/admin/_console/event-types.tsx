import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { WebhookInbox } from "@/lib/queries/console/webhook-inbox";
import type { Display } from "./open-console";

/** Every type that was received or is handled, with what is done about it. */
export function EventTypes(props: { readonly inbox: WebhookInbox; readonly handled: readonly string[] }) {
  const received = new Map(props.inbox.types.map(({ type, count }) => [type, count]));
  const types = [...new Set([...props.handled, ...received.keys()])].toSorted();
  return (
    <Section title="Event types" aside={`${props.handled.length} handled`}>
      <ul className="border-t border-ink text-sm">
        {types.map((type) => (
          <li key={type} className="flex items-baseline justify-between gap-3 border-b py-1.5">
            <Link
              href={`/admin/webhooks?type=${encodeURIComponent(type)}`}
              className="min-w-0 wrap-anywhere link"
            >
              {type}
            </Link>
            <span className="flex items-baseline gap-4">
              <span className="figures text-ink-soft">{received.get(type) ?? 0}</span>
              <Badge tone={props.handled.includes(type) ? "done" : "quiet"} className="sm:w-24">
                {props.handled.includes(type) ? "Handled" : "Ignored"}
              </Badge>
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

const REASONS: Readonly<Record<string, string>> = {
  signature_missing: "No signature",
  signature_wrong: "Wrong signature",
  timestamp_outside_tolerance: "Too old: signed more than five minutes ago",
  body_malformed: "Not an event",
  body_too_large: "Too large",
  wrong_mode: "Of the other mode (test or live)",
};

/** Deliveries that were refused at the door, by reason. Nothing of them is kept. */
export function Rejections({ inbox, display }: { readonly inbox: WebhookInbox; readonly display: Display }) {
  return (
    <Section title="Refused deliveries" aside="last 7 days">
      <ul className="border-t border-ink text-sm">
        {inbox.rejections.length === 0 && <li className="border-b py-2 text-ink-soft">None.</li>}
        {inbox.rejections.map((rejection) => (
          <li key={rejection.reason} className="flex flex-wrap justify-between gap-x-4 border-b py-1.5">
            <span>{REASONS[rejection.reason] ?? rejection.reason.replaceAll("_", " ")}</span>
            <span className="text-ink-soft">
              <span className="figures font-semibold text-ink">{rejection.count}</span>, last{" "}
              <Moment at={rejection.lastAt} {...display} precision="minute" />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
