import { parseTheme } from "@/components/ui/theme";

/** away: the database does not answer. full: it reads, and cannot write. */
export type AwayReason = "away" | "full";

interface AwayRequest {
  readonly reason: AwayReason;
  readonly method: string;
  readonly headers: Headers;
  readonly nonce: string;
  /** As the cookie has it. */
  readonly theme: string | undefined;
}

/** The code by which forms know that nobody could take what they sent. */
const CODE = "database_not_reached";
const RETRY_AFTER_SECONDS = 5;

const TITLES: Readonly<Record<AwayReason, string>> = {
  away: "We can’t reach our records right now",
  full: "Paying is closed for a moment",
};

const FIRST: Readonly<Record<AwayReason, string>> = {
  away: "Nothing is lost, and nothing is charged twice: whatever was in hand is done once, or not at all.",
  full: "We can’t write anything down right now, so we take no payment. Nothing is lost, and nothing is charged twice.",
};

const STYLE = `
:root{color-scheme:light dark;background:light-dark(#fbfaf5,#161814);color:light-dark(#1c1d19,#e9e6da)}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
body{margin:0;font:1.0625rem/1.5 "Source Sans 3",system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:clamp(3rem,12vh,8rem) 1.25rem}
h1{font-size:1.5625rem;line-height:1.25;margin:0 0 1rem;padding-top:1rem;border-top:3px solid light-dark(#0d5a3c,#7fcba1)}
p{margin:0 0 1rem}.soft{color:light-dark(#55544b,#b4b1a3)}
a{color:light-dark(#0d5a3c,#7fcba1);text-underline-offset:.15em}`;

/** Looks again by itself, and comes back as what was asked for. */
const SCRIPT = `
const look=()=>fetch("/api/health/ready",{cache:"no-store"}).then(a=>a.ok?location.reload():later(),later);
const later=()=>setTimeout(look,3000);later();`;

function page({ reason, method, nonce, theme }: AwayRequest): string {
  const isForm = method !== "GET" && method !== "HEAD";
  const next = isForm
    ? `<p class="soft">Go back in your browser: what you typed is still there. Send it again in a minute.</p>`
    : `<p class="soft">This page looks again by itself. <a href="">Look again now</a></p>`;
  return `<!doctype html><html lang="en" data-theme="${parseTheme(theme)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${TITLES[reason]}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><main><h1>${TITLES[reason]}</h1><p>${FIRST[reason]}</p>
<p>If you were paying: please do not pay again yet. Your order says whether the payment arrived as soon as it can be read.</p>
${next}</main>${isForm ? "" : `<script nonce="${nonce}">${SCRIPT}</script>`}</body></html>`;
}

/**
 * The answer to a page or a form while the database cannot serve it: 503, which says that one may ask again. A form's action
 * gets the code as text, which the form puts into words, and keeps what was typed; everything else gets a page that needs
 * nothing but itself.
 */
export function awayResponse(request: AwayRequest): {
  body: string;
  status: 503;
  headers: Record<string, string>;
} {
  const answer = (body: string, type: string) => ({
    body,
    status: 503 as const,
    headers: {
      "content-type": type,
      "cache-control": "private, no-store",
      "retry-after": String(RETRY_AFTER_SECONDS),
    },
  });
  if (request.headers.has("next-action")) return answer(CODE, "text/plain");
  return answer(page(request), "text/html; charset=utf-8");
}
