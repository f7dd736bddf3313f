import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { ConsoleSchedule } from "@/lib/queries/console/find-schedule";
import type { Display } from "./open-console";

/** Who changed the terms or the days, when, from what to what, and why. */
export function TermsChanges({
  changes,
  display,
}: {
  readonly changes: ConsoleSchedule["changes"];
  readonly display: Display;
}) {
  return (
    <Section title="Changes">
      {changes.length === 0 ? (
        <p className="border-t border-ink py-2.5 text-ink-soft">The terms are those that were agreed to.</p>
      ) : (
        <ul className="border-t border-ink">
          {changes.map((change) => (
            <li key={change.id} className="grid gap-1 border-b py-3">
              <p className="font-semibold">
                {change.from === change.to
                  ? `Another day, on ${change.to}`
                  : `From ${change.from} to ${change.to}`}
              </p>
              <p className="text-sm text-ink-soft">
                {change.actorName}, <Moment at={change.occurredAt} precision="minute" {...display} />:{" "}
                {change.reason}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
