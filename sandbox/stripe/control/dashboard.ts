import { cardOutcome } from "../cards/card-outcome.ts";
import { escapeHtml } from "../elements/html.ts";
import type { StoredEvent } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import type { TestCard } from "../cards/test-card.ts";
import { TEST_CARDS } from "../test-cards.ts";
import type { Delivery } from "../webhooks/delivery.ts";
import { DASHBOARD_SCRIPT, DASHBOARD_STYLE } from "./dashboard-assets.ts";

const ROWS_MAX = 50;
const COUNTRY_TITLE = /^Visa \([A-Z]{2}\)$/;

const time = (milliseconds: number): string => {
  const iso = new Date(milliseconds).toISOString();
  return `<time datetime="${iso}">${iso.slice(11, 19)}</time>`;
};

function grouped(number: string): string {
  const isAmex = number.length === 15;
  return number.replace(isAmex ? /^(\d{4})(\d{6})(\d+)$/ : /(\d{4})(?=\d)/g, isAmex ? "$1 $2 $3" : "$1 ");
}

function eventRow(event: StoredEvent, deliveries: readonly Delivery[]): string {
  const objectId = (JSON.stringify(event.data.object).match(/"id":"([^"]+)"/) ?? [])[1] ?? "";
  const states = deliveries.map(({ state, attempts }) => {
    const last = attempts.at(-1);
    const detail = last === undefined ? "" : ` · ${last.status ?? last.error ?? ""} · ${attempts.length}×`;
    return `<span class="state ${state}">${state}${escapeHtml(detail)}</span>`;
  });
  return `<tr><td>${time(event.created * 1_000)}</td><td><code>${escapeHtml(event.type)}</code></td>
<td><code class="id">${escapeHtml(objectId)}</code></td><td>${states.join(" ") || '<span class="state">no endpoint</span>'}</td>
<td><button data-resend="${escapeHtml(event.id)}">Resend<span class="hidden"> ${escapeHtml(event.id)}</span></button></td></tr>`;
}

function eventTable(sandbox: Sandbox): string {
  const events: StoredEvent[] = [];
  for (const event of sandbox.store.events.newestFirst() ?? []) {
    if (events.push(event) === ROWS_MAX) break;
  }
  if (events.length === 0)
    return `<p class="empty">No events yet. Create a PaymentIntent and they appear here.</p>`;
  const byEvent = groupDeliveries(sandbox);
  const rows = events.map((event) => eventRow(event, byEvent.get(event.id) ?? []));
  return `<div class="scroll"><table><thead><tr><th>Time (UTC)</th><th>Event</th><th>Object</th><th>Deliveries</th><th><span class="hidden">Actions</span></th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function groupDeliveries(sandbox: Sandbox): Map<string, Delivery[]> {
  const groups = new Map<string, Delivery[]>();
  for (const delivery of sandbox.webhooks.deliveries()) {
    groups.set(delivery.eventId, [...(groups.get(delivery.eventId) ?? []), delivery]);
  }
  return groups;
}

function cardTable(cards: readonly TestCard[]): string {
  const rows = cards.map(
    (card) => `<tr><td><code>${grouped(card.number)}</code></td><td>${escapeHtml(card.title)}</td>
<td><code>${escapeHtml(cardOutcome(card))}</code></td><td><code class="id">${card.tokens.map((token) => `pm_card_${escapeHtml(token)}`).join(" ")}</code></td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th>Number</th><th>Card</th><th>What happens</th><th>Tokens</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

/** The human page at /: what happened lately, with a way to send it again, and the cards to try. */
export function dashboardPage(sandbox: Sandbox): string {
  const { store, config, origin } = sandbox;
  const figures = [
    ["PaymentIntents", store.paymentIntents.count()],
    ["Charges", store.charges.count()],
    ["Refunds", store.refunds.count()],
    ["Customers", store.customers.count()],
    ["Events", store.events.count()],
  ].map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`);
  const named = TEST_CARDS.filter((card) => !COUNTRY_TITLE.test(card.title));
  const countries = TEST_CARDS.filter((card) => COUNTRY_TITLE.test(card.title));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stripe sandbox</title><style>${DASHBOARD_STYLE}</style></head><body>
<header><h1>Stripe sandbox</h1><p>A local Stripe for tests and demos at <code>${escapeHtml(origin)}</code>. No money moves here.</p></header>
<main><dl class="figures">${figures.join("")}</dl>
<section aria-labelledby="keys"><h2 id="keys">Keys</h2><dl class="keys"><dt>Secret key</dt><dd><code>${escapeHtml(config.secretKey)}</code></dd>
<dt>Publishable key</dt><dd><code>${escapeHtml(config.publishableKey)}</code></dd><dt>Webhook endpoint</dt><dd><code>${escapeHtml(config.webhookUrl ?? "none")}</code></dd></dl></section>
<section aria-labelledby="events"><h2 id="events">Recent events</h2><p role="status" id="status"></p>${eventTable(sandbox)}</section>
<section aria-labelledby="cards"><h2 id="cards">Test cards</h2><p>Any future expiry, any three digits (four for American Express), any ZIP code.</p>${cardTable(named)}
<details><summary>Cards of ${countries.length} countries</summary>${cardTable(countries)}</details></section></main>
<script type="module">${DASHBOARD_SCRIPT}</script></body></html>`;
}
