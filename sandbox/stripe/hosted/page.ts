import { escapeHtml } from "../elements/html.ts";
import { HOSTED_SCRIPT } from "./script.ts";
import { HOSTED_STYLE } from "./style.ts";

/** The frame of a hosted page. */
export function hostedPage(title: string, body: string, hasScript = false): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${HOSTED_STYLE}</style></head><body>${body}${
    hasScript ? `<script type="module">${HOSTED_SCRIPT}</script>` : ""
  }</body></html>`;
}

type Notice = {
  readonly title: string;
  readonly text: string;
  readonly link?: { readonly url: string; readonly label: string };
};

/** A page that says one thing: paid, expired, not available. */
export function noticePage({ title, text, link }: Notice): string {
  const back =
    link === undefined ? "" : `<p><a href="${escapeHtml(link.url)}">${escapeHtml(link.label)}</a></p>`;
  return hostedPage(
    title,
    `<main class="notice"><p class="note">Test mode</p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${back}</main>`,
  );
}
