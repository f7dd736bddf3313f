import { escapeHtml } from "../elements/html.ts";
import { FAULT_KINDS, type Fault } from "../protocol/faults.ts";
import type { Sandbox } from "../sandbox.ts";
import { RULE_ACTIONS, type DeliveryRule } from "../webhooks/rules.ts";

const options = (names: readonly string[]): string =>
  names.map((name) => `<option>${escapeHtml(name)}</option>`).join("");

const button = (text: string, action: string, body: object, done: string): string =>
  `<button id="${escapeHtml(`${action} ${JSON.stringify(body)}`.replaceAll(/[^a-z0-9]+/gi, "-"))}" data-action="${action}" data-body="${escapeHtml(JSON.stringify(body))}" data-done="${escapeHtml(done)}">${escapeHtml(text)}</button>`;

const utc = (timeMs: number): string => new Date(timeMs).toISOString().replace("T", " ").slice(0, 19);

/** The account's time, and how to move it. */
export function clockSection({ clock }: Sandbox): string {
  const dueAtMs = clock.nextDueMs();
  const state = clock.isFrozen() ? "It stands still." : "It runs.";
  const next = dueAtMs === null ? "Nothing waits for it." : `Next due: ${utc(dueAtMs)}.`;
  const pace = clock.isFrozen()
    ? button("Let it run", "POST clock/unfreeze", {}, "The clock runs.")
    : button("Stop it", "POST clock/freeze", {}, "The clock stands still.");
  const step = (text: string, body: object): string =>
    button(text, "POST clock/advance", body, `${text} later: what was due has happened.`);
  return `<section aria-labelledby="clock"><h2 id="clock">Clock</h2>
<p>Objects are dated by it, and whatever happens later waits for it: debits settle, authorizations lapse, retries run. Moving it on does all of that in order.</p>
<div id="live-clock" data-live><span class="now">${utc(clock.nowMs())}</span><p>UTC. ${state} ${next}</p></div>
<div class="group">${step("1 hour", { hours: 1 })}${step("1 day", { days: 1 })}${step("7 days", { days: 7 })}
<span id="live-pace" data-live>${pace}</span>${button("Settle", "POST settle", {}, "What was only a matter of waiting is done.")}</div>
<form data-action="POST clock/advance" data-done="The clock was moved; what was due has happened."><label>Move on by<input name="count" type="number" min="1" value="30" required data-unit="unit"></label>
<label>Unit<select id="unit" name="unit" data-is-unit="1">${options(["days", "hours", "minutes", "seconds"])}</select></label><button>Move</button></form></section>`;
}

const times = (remaining: number): string => (Number.isFinite(remaining) ? `${remaining} more` : "always");

function faultRow({ id, kind, method, path, object, probability, remaining, hits }: Fault): string {
  const share = probability < 1 ? `, ${Math.round(probability * 100)} % of them` : "";
  const about = object === null ? "" : ` about ${object}`;
  return `<li class="plain"><span><code>${escapeHtml(kind)}</code> <code class="id">${escapeHtml(`${method} ${path}${about}`)}</code>
<span class="state">${times(remaining)}${share} · met ${hits}×</span></span>${button("End", `DELETE faults/${id}`, {}, "The fault is over.")}</li>`;
}

function ruleRow({ id, action, type, remaining, hits }: DeliveryRule): string {
  return `<li class="plain"><span><code>${escapeHtml(action)}</code> <code class="id">${escapeHtml(type)}</code>
<span class="state">${times(remaining)} · met ${hits}×</span></span>${button("End", `DELETE deliveries/rules/${id}`, {}, "The rule is over.")}</li>`;
}

const list = (rows: readonly string[], empty: string): string =>
  rows.length === 0 ? `<p class="empty">${empty}</p>` : `<ul class="rows">${rows.join("")}</ul>`;

/** What goes wrong with requests, on demand. */
export function faultSection({ faults }: Sandbox): string {
  return `<section aria-labelledby="faults"><h2 id="faults">Faults</h2><p>What goes wrong with the next requests that match.</p>
<form data-action="POST faults" data-done="The fault waits for its requests."><label>Kind<select name="kind">${options(FAULT_KINDS)}</select></label>
<label>Method<select name="method">${options(["*", "POST", "GET", "DELETE"])}</select></label>
<label>Path<input name="path" value="/v1/payment_intents*"></label><label>Object<input name="object" placeholder="any id"></label>
<label>How often<input name="count" type="number" min="1" value="1"></label><label>Delay, ms<input name="delay_ms" type="number" min="0" placeholder="0"></label>
<button class="main">Add</button></form>
<div id="live-faults" data-live>${list(faults.list().map(faultRow), "No faults: every request is answered as it should be.")}</div></section>`;
}

/** What becomes of deliveries, on demand. */
export function deliverySection({ webhooks }: Sandbox): string {
  const hold = webhooks.isHeld()
    ? button(
        "Release in order",
        "POST deliveries/release",
        { order: "in_order" },
        "The deliveries are on their way.",
      ) +
      button(
        "Release newest first",
        "POST deliveries/release",
        { order: "reverse" },
        "The deliveries are on their way.",
      )
    : button("Hold all deliveries", "POST deliveries/hold", {}, "Deliveries wait until you release them.");
  return `<section aria-labelledby="deliveries"><h2 id="deliveries">Deliveries</h2><p>What becomes of the next webhooks on their way.</p>
<div class="group" id="live-hold" data-live>${hold}</div>
<form data-action="POST deliveries" data-done="The rule waits for its deliveries."><label>What happens<select data-into-path>${options(RULE_ACTIONS)}</select></label>
<label>Event type<input name="type" placeholder="any"></label><label>How often<input name="count" type="number" min="1" placeholder="once"></label>
<label>Delay, ms<input name="delay_ms" type="number" min="0" placeholder="60000"></label><button class="main">Add</button></form>
<div id="live-rules" data-live>${list(webhooks.rules.list().map(ruleRow), "No rules: every delivery leaves at once.")}</div></section>`;
}
