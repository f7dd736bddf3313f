import { escapeHtml } from "../elements/html.ts";
import type { TestCard } from "../cards/test-card.ts";
import type { Sandbox } from "../sandbox.ts";
import { TEST_CARDS } from "../test-cards.ts";
import { triggerNames } from "../triggers/run-trigger.ts";
import { cardOutcome } from "../cards/card-outcome.ts";
import { eventSection, timeText } from "./dashboard-events.ts";
import { DASHBOARD_SCRIPT } from "./dashboard-script.ts";
import { clockSection, deliverySection, faultSection } from "./dashboard-steering.ts";
import { DASHBOARD_STYLE } from "./dashboard-style.ts";

const REQUESTS_MAX = 30;
const COUNTRY_TITLE = /^Visa \([A-Z]{2}\)$/;

function grouped(number: string): string {
  const isAmex = number.length === 15;
  return number.replace(isAmex ? /^(\d{4})(\d{6})(\d+)$/ : /(\d{4})(?=\d)/g, isAmex ? "$1 $2 $3" : "$1 ");
}

/** A region that scrolls sideways must be reachable by keyboard. */
function table(name: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((text) => `<th scope="col">${text}</th>`).join("");
  return `<div class="scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function cardTable(name: string, cards: readonly TestCard[]): string {
  const rows = cards.map((card) => {
    const tokens = card.tokens.map((token) => `pm_card_${escapeHtml(token)}`).join(" ");
    return `<tr><td><code>${grouped(card.number)}</code></td><td>${escapeHtml(card.title)}</td>
<td><code>${escapeHtml(cardOutcome(card))}</code></td><td><code class="id">${tokens}</code></td></tr>`;
  });
  return table(name, ["Number", "Card", "What happens", "Tokens"], rows);
}

function cardSection(): string {
  const named = TEST_CARDS.filter((card) => !COUNTRY_TITLE.test(card.title));
  const countries = TEST_CARDS.filter((card) => COUNTRY_TITLE.test(card.title));
  return `<section aria-labelledby="cards"><h2 id="cards">Test cards</h2>
<p>Any future expiry, any three digits (four for American Express), any ZIP code.</p>${cardTable("Cards and what happens with them", named)}
<details class="more" id="countries"><summary>Cards of ${countries.length} countries</summary>${cardTable("Cards of countries", countries)}</details></section>`;
}

function requestSection(sandbox: Sandbox): string {
  const entries = sandbox.requestLog.entries().slice(-REQUESTS_MAX).toReversed();
  const rows = entries.map(({ at, method, path, status, errorCode, durationMs, replayed }) => {
    const answer = [status ?? "cut", errorCode ?? "", replayed ? "replayed" : ""].filter(Boolean).join(" · ");
    const kind = status !== null && status < 400 ? "delivered" : "failed";
    return `<tr><td>${timeText(at)}</td><td><code>${escapeHtml(`${method} ${path}`)}</code></td>
<td><span class="${kind}">${escapeHtml(answer)}</span></td><td>${durationMs} ms</td></tr>`;
  });
  const log =
    rows.length === 0
      ? `<p class="empty">No requests yet.</p>`
      : table("The newest requests", ["Time", "Request", "Answer", "Took"], rows);
  return `<section aria-labelledby="requests"><h2 id="requests">Requests</h2><p>The newest ${REQUESTS_MAX}, never with their parameters.</p>
<div id="live-requests" data-live>${log}</div></section>`;
}

function keySection({ config, store }: Sandbox): string {
  const endpoints = [...(store.webhookEndpoints.oldestFirst() ?? [])].map(
    ({ url, status, enabled_events }) =>
      `${escapeHtml(url)} <span class="state">${escapeHtml(status)}, ${escapeHtml(enabled_events.join(" "))}</span>`,
  );
  return `<section aria-labelledby="keys"><h2 id="keys">Keys and endpoints</h2><dl class="pairs"><dt>Secret key</dt><dd><code>${escapeHtml(config.secretKey)}</code></dd>
<dt>Publishable key</dt><dd><code>${escapeHtml(config.publishableKey)}</code></dd><dt>Webhook endpoints</dt><dd>${endpoints.join("<br>") || "none"}</dd></dl></section>`;
}

function figures({ store }: Sandbox): string {
  const counts = [
    ["PaymentIntents", store.paymentIntents.count()],
    ["Charges", store.charges.count()],
    ["Refunds", store.refunds.count()],
    ["Customers", store.customers.count()],
    ["Events", store.events.count()],
  ].map(([name, count]) => `<div><dt>${name}</dt><dd>${count}</dd></div>`);
  return `<dl class="figures" id="live-figures" data-live>${counts.join("")}</dl>`;
}

const SECTIONS = ["Events", "Clock", "Faults", "Deliveries", "Requests", "Cards", "Keys"] as const;

/** The operator's page at /: what happens, and everything with which it can be made to happen otherwise. */
export function dashboardPage(sandbox: Sandbox): string {
  const links = SECTIONS.map((name) => `<li><a href="#${name.toLowerCase()}">${name}</a></li>`).join("");
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Stripe sandbox</title><link rel="icon" href="data:,"><style>${DASHBOARD_STYLE}</style></head><body>
<a class="skip" href="#main">Skip to the content</a>
<header><h1>Stripe sandbox</h1><p>A local Stripe for tests and demos at <code>${escapeHtml(sandbox.origin)}</code>. No money moves here.</p></header>
<nav aria-label="Sections"><ul>${links}</ul></nav>
<main id="main">${figures(sandbox)}${eventSection(sandbox, triggerNames())}${clockSection(sandbox)}${faultSection(sandbox)}${deliverySection(sandbox)}
${requestSection(sandbox)}${cardSection()}${keySection(sandbox)}</main><p class="status" id="status" role="status"></p>
<script type="module">${DASHBOARD_SCRIPT}</script></body></html>`;
}
