import { escapeHtml } from "./html.ts";

const STYLE = `
*{box-sizing:border-box}
:root{color-scheme:light dark;--ink:#30313d;--soft:#55576a;--paper:#fff;--line:#e0e3e8;--press:#5851df;--over:#4740c4;--bad:#b3093c;--note:#fff3d6;--noted:#7a4b00}
@media (prefers-color-scheme:dark){:root{--ink:#eceef2;--soft:#a9adba;--paper:#16171d;--line:#34363f;--press:#7a73ff;--over:#8d87ff;--bad:#ff8fa8;--note:#4a3a12;--noted:#ffd98a}}
html{font:16px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;color:var(--ink);background:var(--paper)}
body{margin:0;min-height:100vh}
main{max-width:30rem;margin:0 auto;padding:1.75rem 1.25rem}
.note{display:inline-block;margin:0 0 1rem;padding:.1rem .55rem;border-radius:99px;background:var(--note);color:var(--noted);font-size:.75rem;font-weight:600;letter-spacing:.02em}
h1{margin:0 0 .5rem;font-size:1.3rem;line-height:1.25;letter-spacing:-.01em}
p{margin:0 0 1rem;color:var(--soft)}
dl{display:grid;grid-template-columns:auto 1fr;gap:.5rem 1.25rem;margin:0 0 1.5rem;padding:1rem;border:1px solid var(--line);border-radius:8px;font-size:.95rem}
dt{color:var(--soft)}
dd{margin:0;text-align:right;font-weight:500;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
form{display:grid;gap:.75rem}
label{font-weight:500}
input{width:100%;min-height:2.75rem;margin-top:.3rem;padding:.5rem .75rem;border:1px solid var(--line);border-radius:8px;background:var(--paper);color:var(--ink);font:inherit}
button{min-height:2.75rem;padding:.6rem 1rem;border:1px solid var(--press);border-radius:8px;background:var(--press);color:#fff;font:inherit;font-weight:600;cursor:pointer}
@media (prefers-color-scheme:dark){button{color:#101117}}
button:hover{background:var(--over)}
button.second{border-color:var(--line);background:var(--paper);color:var(--bad)}
button.second:hover{border-color:var(--bad)}
:focus-visible{outline:3px solid var(--press);outline-offset:2px}
[role=alert]{margin:0 0 1rem;color:var(--bad);font-weight:500}
`;

type Content = {
  readonly title: string;
  readonly text: string;
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly alert?: string;
  /** Markup of the sandbox's own, with nothing in it that came from a request. */
  readonly form?: string;
};

/** A page of a provider or a bank that is not there: what it is about, and what the customer may do. */
export function plainPage({ title, text, facts, alert, form }: Content): string {
  const rows = facts.map(([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`);
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><p class="note">Test mode</p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>
${alert === undefined ? "" : `<p role="alert">${escapeHtml(alert)}</p>`}
${rows.length === 0 ? "" : `<dl>${rows.join("")}</dl>`}
${form === undefined ? "" : `<form method="post">${form}</form>`}</main></body></html>`;
}
