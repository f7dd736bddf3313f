import { DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { SecretUse, WebhookDelivery } from "@/lib/queries/console/webhook-delivery";
import type { Display } from "./open-console";

interface DeliveryFactsProps {
  readonly delivery: WebhookDelivery;
  readonly display: Display;
}

function SecretLine({ use, display }: { readonly use: SecretUse; readonly display: Display }) {
  return (
    <li className="flex flex-wrap justify-between gap-x-4 border-b py-1.5">
      <span>
        <code className="font-mono text-xs">{use.fingerprint}</code>{" "}
        <span className="text-ink-soft">{use.place}</span>
      </span>
      <span className="text-ink-soft">
        <span className="figures font-semibold text-ink">{use.verifiedCount}</span> verified
        {use.lastUsedAt && (
          <>
            , last <Moment at={use.lastUsedAt} {...display} precision="minute" />
          </>
        )}
      </span>
    </li>
  );
}

function SweepFacts({ delivery, display }: DeliveryFactsProps) {
  const { sweep } = delivery;
  if (sweep === null) return <p className="text-sm text-ink-soft">The first sweep is within five minutes.</p>;
  const moment = (at: Date) => <Moment at={at} {...display} precision="minute" />;
  return (
    <DefinitionList
      className="border-t border-ink text-sm"
      items={[
        { term: "Last run", value: moment(sweep.lastRunAt) },
        { term: "Complete until", value: moment(sweep.sweptUntil) },
        {
          term: "Fetched",
          value: (
            <>
              {sweep.totalFoundCount} that were never delivered
              {sweep.lastFoundAt && <>, last {moment(sweep.lastFoundAt)}</>}
            </>
          ),
        },
        ...(sweep.lastError === null
          ? []
          : [{ term: "Last error", value: <span className="text-danger">{sweep.lastError}</span> }]),
      ]}
    />
  );
}

/** Under which signing secrets deliveries come, so that the old one of a rotation can be dropped; and what the sweep fetched. */
export function DeliveryFacts({ delivery, display }: DeliveryFactsProps) {
  return (
    <>
      <Section title="Signing secrets" aside="by the head of their hash">
        <ul className="border-t border-ink text-sm">
          {delivery.secrets.map((use) => (
            <SecretLine key={use.fingerprint} use={use} display={display} />
          ))}
        </ul>
      </Section>
      <Section title="Sweep" aside="every five minutes">
        <SweepFacts delivery={delivery} display={display} />
      </Section>
    </>
  );
}
