import type { Sandbox } from "../sandbox.ts";
import type { Authentication } from "../store.ts";
import { escapeHtml } from "./html.ts";

const STYLE = `
*{box-sizing:border-box}
html{color-scheme:light;font:16px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:#30313d;background:#fff}
body{margin:0;min-height:100vh;display:flex;flex-direction:column}
header{display:flex;align-items:center;gap:.75rem;padding:.9rem 1.25rem;border-bottom:1px solid #e6e8eb}
.mark{width:2rem;height:2rem;flex:none;color:#635bff}
.bank{font-weight:600}
.note{margin-left:auto;padding:.1rem .55rem;border-radius:99px;background:#fff3d6;color:#7a4b00;font-size:.75rem;font-weight:600;letter-spacing:.02em}
.close{display:grid;place-items:center;width:2rem;height:2rem;margin-right:-.4rem;border:0;border-radius:6px;background:none;color:#5b5e6b;cursor:pointer}
.close:hover{background:#f2f3f5;color:#30313d}
main{flex:1;display:flex;flex-direction:column;padding:1.5rem 1.25rem 1.25rem}
h1{margin:0 0 .5rem;font-size:1.3rem;line-height:1.25;letter-spacing:-.01em}
p{margin:0 0 1rem;color:#55576a}
dl{display:grid;grid-template-columns:auto 1fr;gap:.5rem 1.25rem;margin:0 0 1.5rem;padding:1rem;border:1px solid #e6e8eb;border-radius:8px;font-size:.95rem}
dt{color:#6d6e78}
dd{margin:0;text-align:right;font-weight:500;font-variant-numeric:tabular-nums;white-space:nowrap}
.actions{display:grid;gap:.6rem;margin-top:auto}
.actions button{min-height:2.75rem;padding:.6rem 1rem;border-radius:8px;border:1px solid transparent;font:inherit;font-weight:600;cursor:pointer}
.complete{background:#5851df;color:#fff}
.complete:hover{background:#4740c4}
.fail{background:#fff;border-color:#d5d7de!important;color:#b3093c}
.fail:hover{background:#fdf3f6}
.cancel{background:none;color:#55576a;min-height:2.25rem!important}
.cancel:hover{color:#30313d;text-decoration:underline}
button:focus-visible{outline:3px solid #5851df;outline-offset:2px}
[aria-busy=true] button{opacity:.55;cursor:default}
@media (max-height:430px){main{padding-top:1rem}p{margin-bottom:.6rem}dl{margin-bottom:.8rem}}
`;

const SCRIPT = `
const parentOrigin = new URLSearchParams(location.search).get("parent");
const isFramed = window.parent !== window && parentOrigin !== null;
const form = document.querySelector("form");
const done = (outcome) => window.parent.postMessage({ type: "challenge-done", outcome }, parentOrigin);
let isSent = false;
async function answer(outcome) {
  if (isSent) return;
  isSent = true;
  form.setAttribute("aria-busy", "true");
  if (outcome !== "canceled") await fetch(location.pathname, { method: "POST", body: new URLSearchParams({ outcome }) });
  done(outcome);
}
if (!isFramed) document.querySelector("fieldset").disabled = false;
else {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void answer(event.submitter?.value ?? "canceled");
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") void answer("canceled");
    if (event.key !== "Tab") return;
    const buttons = [...document.querySelectorAll("button")];
    const edge = event.shiftKey ? buttons[0] : buttons.at(-1);
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? buttons.at(-1) : buttons[0]).focus();
  });
  const first = document.querySelector(".complete") ?? document.querySelector(".cancel");
  // A browser may drop a press that arrives before the frame was painted: until then nothing can be pressed.
  requestAnimationFrame(() => requestAnimationFrame(() => {
    document.querySelector("fieldset").disabled = false;
    first.focus();
  }));
  window.addEventListener("focus", () => { if (document.activeElement === document.body) first.focus(); });
}
`;

const MARK = `<svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="8" fill="currentColor"/><path d="M16 6.5l8 3v5.8c0 4.9-3.3 8.6-8 10.2-4.7-1.6-8-5.3-8-10.2V9.5z" fill="#fff"/><path d="M12.3 15.8l2.7 2.7 5-5.200" fill="none" stroke="currentColor" stroke-width="2.1" stroke-linecap="round" stroke-linejoin="round"/></svg>`;

/** The bank's page in a 3-D Secure challenge, inside Stripe.js's modal or on its own. */
export function challengePage(entry: Authentication, isFramed: boolean): string {
  const rows = entry.amountText === "" ? "" : `<dt>Amount</dt><dd>${escapeHtml(entry.amountText)}</dd>`;
  const purpose = entry.amountText === "" ? "saving this card" : "this payment";
  const body =
    entry.status === "pending"
      ? `<h1 id="title">Confirm it is you</h1>
<p>Your bank asks you to approve ${purpose}. This is a test: no bank is involved and no money moves.</p>
<dl>${rows}<dt>Merchant</dt><dd>Remit sandbox</dd><dt>Reference</dt><dd>${escapeHtml(entry.intentId.slice(0, 12))}…</dd></dl>
<div class="actions">
<button class="complete" name="outcome" value="succeeded">Complete authentication</button>
<button class="fail" name="outcome" value="failed">Fail authentication</button>
<button class="cancel" name="outcome" value="canceled">Cancel</button>
</div>`
      : `<h1 id="title">Nothing left to do</h1><p>This authentication has ended (${escapeHtml(entry.status)}).</p>
<div class="actions"><button class="cancel" name="outcome" value="canceled">Close</button></div>`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>3-D Secure test page</title><style>${STYLE}</style></head>
<body><form method="post" style="display:contents" aria-labelledby="title"><fieldset style="display:contents"${isFramed ? " disabled" : ""}>
<header>${MARK}<span class="bank">Test Bank</span><span class="note">Test mode</span>
<button class="close" name="outcome" value="canceled" aria-label="Close"><svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 3.5l9 9m0-9l-9 9" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"/></svg></button></header>
<main>${body}</main></fieldset></form><script type="module">${SCRIPT}</script></body></html>`;
}

/** Back to the merchant, with what Stripe appends. https://docs.stripe.com/payments/accept-a-payment */
export function merchantUrl(sandbox: Sandbox, entry: Authentication, returnUrl: string): string {
  const url = new URL(returnUrl);
  const isSetup = entry.intentId.startsWith("seti_");
  const intent = isSetup
    ? sandbox.store.setupIntents.find(entry.intentId)
    : sandbox.store.paymentIntents.find(entry.intentId);
  const param = isSetup ? "setup_intent" : "payment_intent";
  const isDone = intent?.status === "succeeded" || intent?.status === "requires_capture";
  url.searchParams.set(param, entry.intentId);
  url.searchParams.set(`${param}_client_secret`, intent?.client_secret ?? "");
  url.searchParams.set("redirect_status", isDone ? "succeeded" : "failed");
  return url.href;
}
