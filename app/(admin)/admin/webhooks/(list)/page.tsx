import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SearchField } from "@/components/admin/search-field";
import { ListSheet } from "@/components/admin/list-sheet";
import { FilterBar } from "@/components/admin/filter-bar";
import { FilterSelect } from "@/components/admin/filter-select";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { PageHeader } from "@/components/ui/page-header";
import { TextField } from "@/components/ui/text-field";
import { listWebhookEvents, WEBHOOK_EVENT_STATES } from "@/lib/queries/console/list-webhook-events";
import { webhookDelivery } from "@/lib/queries/console/webhook-delivery";
import { webhookInbox } from "@/lib/queries/console/webhook-inbox";
import { handledEventTypes } from "@/lib/webhooks/handled-event-types";
import { DeliveryFacts } from "../../_console/delivery-facts";
import { EventTypes, Rejections } from "../../_console/event-types";
import { InboxFigures } from "../../_console/inbox-figures";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";
import { ReplayAll } from "../../_console/replay-all";
import { WebhookTable } from "../../_console/webhook-table";
import { WEBHOOK_WORDS } from "../../_console/webhook-words";

export const metadata: Metadata = { title: "Webhooks" };

const PATH = "/admin/webhooks";
const STATES = [
  { value: "", label: "Any state" },
  ...WEBHOOK_EVENT_STATES.map((state) => ({ value: state, label: WEBHOOK_WORDS[state].word })),
];

export default async function WebhooksPage({ searchParams }: { readonly searchParams: SearchParameters }) {
  const { actor, display, may } = await openConsole();
  if (!may("webhook.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const parameters = await listParameters(searchParams);
  const { text, page, hrefAt, isFiltered } = parameters;
  const state = parameters.member("state", WEBHOOK_EVENT_STATES);
  const type = text("type") || null;
  const [inbox, delivery, events] = await Promise.all([
    webhookInbox(actor),
    webhookDelivery(actor),
    listWebhookEvents(actor, { search: text("search"), state, type, page }),
  ]);
  if (!inbox || !delivery || !events) notFound();
  return (
    <>
      <PageHeader
        title="Webhooks"
        lead="What Stripe told us, kept before anything is done about it, and what became of it."
      />
      <InboxFigures inbox={inbox} display={display} />
      <FilterBar path={PATH} isFiltered={isFiltered} label="Filter events">
        <SearchField value={text("search")} placeholder="evt_…, pi_…, ch_…" />
        <FilterSelect label="State" name="state" options={STATES} value={state} />
        <TextField
          key={`type ${type}`}
          label="Type"
          name="type"
          defaultValue={type ?? ""}
          placeholder="charge.succeeded"
        />
      </FilterBar>
      {may("webhook.replay") && <ReplayAll state={state} type={type} />}
      <ListSheet
        list={events}
        noun={{ one: "event", many: "events" }}
        isFiltered={isFiltered}
        empty={{
          filtered: {
            title: "No event goes by that",
            text: "Look for an event's id, or the id of the payment intent or charge it speaks of.",
          },
          none: {
            title: "No event has arrived",
            text: "The first one stands here as soon as Stripe has something to tell.",
          },
        }}
        hrefAt={(cursor) => hrefAt(PATH, cursor)}
        locale={display.locale}
      >
        <WebhookTable events={events.rows} display={display} />
      </ListSheet>
      <div className="mt-12 grid gap-10 xl:grid-cols-2">
        <EventTypes inbox={inbox} handled={handledEventTypes("stripe")} />
        <Rejections inbox={inbox} display={display} />
        <DeliveryFacts delivery={delivery} display={display} />
      </div>
    </>
  );
}
