import { escapeHtml } from "../elements/html.ts";
import { isRecord, type StoredEvent } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Delivery } from "../webhooks/delivery.ts";

const ROWS_MAX = 50;

/** Month, day and time in UTC; the year for whoever asks. */
export function timeText(timeMs: number): string {
  const iso = new Date(timeMs).toISOString();
  return `<time datetime="${iso}" title="${iso}">${iso.slice(5, 19).replace("T", " ")}</time>`;
}

function stateText({ state, attempts }: Delivery): string {
  const last = attempts.at(-1);
  const detail = last === undefined ? "" : ` · ${last.status ?? last.error ?? ""} · ${attempts.length}×`;
  return `<span class="state ${state}">${state}${escapeHtml(detail)}</span>`;
}

function attemptList(delivery: Delivery): string {
  const attempts = delivery.attempts.map(
    ({ at, status, error, durationMs }) =>
      `<li>${timeText(at)} ${escapeHtml(status === null ? (error ?? "no answer") : String(status))}, ${durationMs} ms</li>`,
  );
  const next =
    delivery.nextAttemptAt === null ? "" : `<li>next attempt ${timeText(delivery.nextAttemptAt)}</li>`;
  return `<p><code class="id">${escapeHtml(delivery.url)}</code> ${stateText(delivery)}</p><ul>${attempts.join("")}${next}</ul>`;
}

function eventRow(event: StoredEvent, deliveries: readonly Delivery[]): string {
  const { object } = event.data;
  const objectId = isRecord(object) && typeof object["id"] === "string" ? object["id"] : "";
  const id = escapeHtml(event.id);
  const states = deliveries.map(stateText).join(" ") || '<span class="state">no endpoint</span>';
  const found = escapeHtml(`${event.type} ${objectId} ${event.id}`.toLowerCase());
  return `<li data-text="${found}"><details id="d-${id}"><summary>${timeText(event.created * 1_000)}<code>${escapeHtml(event.type)}</code>
<code class="id">${escapeHtml(objectId)}</code><span>${states}</span></summary><div class="inside">
<p><code class="id">${id}</code> ${new Date(event.created * 1_000).toISOString().slice(0, 10)}
<button class="small" id="r-${id}" data-action="POST events/${id}/resend" data-done="The event is on its way again.">Resend<span class="hidden"> ${id}</span></button></p>
${deliveries.map(attemptList).join("")}
<pre tabindex="0" aria-label="The event as JSON">${escapeHtml(JSON.stringify(event, null, 2))}</pre></div></details></li>`;
}

function eventList(sandbox: Sandbox): string {
  const events: StoredEvent[] = [];
  for (const event of sandbox.store.events.newestFirst() ?? []) {
    if (events.push(event) === ROWS_MAX) break;
  }
  if (events.length === 0)
    return `<p class="empty">No events yet. Create a PaymentIntent, or trigger an event, and it appears here.</p>`;
  const rows = events.map((event) => eventRow(event, sandbox.webhooks.deliveriesOf(event.id)));
  return `<ul class="rows" id="event-list">${rows.join("")}</ul>`;
}

/** What happened lately, with what became of it on the way to the endpoints. */
export function eventSection(sandbox: Sandbox, triggers: readonly string[]): string {
  const options = triggers.map((name) => `<option>${escapeHtml(name)}</option>`).join("");
  return `<section aria-labelledby="events"><h2 id="events">Events</h2>
<p>The newest ${ROWS_MAX}, with their deliveries. Open one to read it, or to send it again.</p>
<form data-action="POST triggers" data-done="It happened; its events are below."><label>Make something happen
<select id="trigger" data-into-path>${options}</select></label><button class="main">Trigger</button></form>
<form role="search" onsubmit="return false"><label>Show events with<input id="filter" type="search" placeholder="refund, pi_3…"></label></form>
<p class="empty" id="filtered" hidden>No event of the newest ${ROWS_MAX} has that in its type or id.</p>
<div id="live-events" data-live>${eventList(sandbox)}</div></section>`;
}
