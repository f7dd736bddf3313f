import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { ActionForm } from "@/components/ui/action-form";
import { CopyableId } from "@/components/ui/copyable-id";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { findWebhookEvent } from "@/lib/queries/console/find-webhook-event";
import { EventEffects } from "../../_console/event-effects";
import { EventFacts } from "../../_console/event-facts";
import { openConsole } from "../../_console/open-console";
import { replayWebhookEventAction } from "../actions";

interface EventPageProps {
  readonly params: Promise<{ readonly eventId: string }>;
}

export const metadata: Metadata = { title: "Webhook event" };

const REPLAYABLE: readonly string[] = ["failed", "dead", "parked"];

function Replay({ eventId }: { readonly eventId: string }) {
  return (
    <ActionForm action={replayWebhookEventAction} className="grid justify-items-end gap-2" label="Replay">
      <input type="hidden" name="eventId" value={publicId("webhookEvent", eventId)} />
      <SubmitButton size="small" pendingLabel="Putting it back…">
        Replay
      </SubmitButton>
    </ActionForm>
  );
}

export default async function WebhookEventPage({ params }: EventPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("webhook.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const eventId = parsePublicId("webhookEvent", (await params).eventId) ?? notFound();
  const event = await findWebhookEvent(actor, { eventId });
  if (!event) notFound();
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/webhooks", label: "Webhooks" }]}
        title={event.type}
        lead={<CopyableId id={event.externalId} of="event id" />}
        actions={REPLAYABLE.includes(event.state) && may("webhook.replay") && <Replay eventId={event.id} />}
      />
      <div className="grid gap-10">
        <div className="grid gap-10 xl:grid-cols-2">
          <Section title="Facts">
            <EventFacts event={event} display={display} />
          </Section>
          <EventEffects event={event} locale={display.locale} />
        </div>
        <Section title="Payload" aside="secrets, card and personal data are struck out">
          <div
            role="region"
            aria-label="Payload as JSON"
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- What scrolls must be reachable by keyboard.
            tabIndex={0}
            className="max-h-[32rem] overflow-auto border bg-paper-sunk p-4"
          >
            <pre className="font-mono text-xs leading-relaxed">{event.payload}</pre>
          </div>
        </Section>
      </div>
    </>
  );
}
