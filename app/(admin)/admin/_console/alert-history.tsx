import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { ConsoleAlert } from "@/lib/queries/console/find-alert";
import type { Display } from "./open-console";

const ACTS: Readonly<Record<string, string>> = {
  raised: "raised it",
  acknowledged: "took it",
  resolved: "ended it as resolved",
  false_alarm: "ended it as a false alarm",
};

/** Who did what about an alert, and why. */
export function AlertHistory(props: { readonly alert: ConsoleAlert; readonly display: Display }) {
  return (
    <Section title="History">
      <ol className="border-t border-ink">
        {props.alert.history.map((event) => (
          <li key={event.id} className="flex flex-wrap justify-between gap-x-6 border-b py-2">
            <span className="min-w-0">
              <span className="font-medium">{event.actorName}</span> {ACTS[event.kind] ?? event.kind}
              {event.note && <span className="block text-sm break-words text-ink-soft">{event.note}</span>}
            </span>
            <span className="text-sm text-ink-soft">
              <Moment at={event.at} {...props.display} precision="second" />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
