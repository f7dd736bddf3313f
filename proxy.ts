import { type NextRequest, NextResponse } from "next/server";
import { type AwayReason, awayResponse } from "@/app/_edge/away-response";
import { cardDataResponse } from "@/app/_edge/card-data-response";
import { pagePolicy, type PagePolicy } from "@/app/_edge/page-policy";
import { THEME_COOKIE } from "@/components/ui/theme";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { scanRequest } from "@/lib/platform/card-data/scan-request";
import { isDatabaseFull } from "@/lib/platform/database-gauge";
import { env } from "@/lib/platform/env";

/** Request headers by which earlier versions of the framework could be told to skip their own checks, and ours. */
const NOT_FROM_OUTSIDE = /^(x-middleware-|next-resume$|x-nonce$|content-security-policy|x-remit-)/;

const NEEDS_SESSION = /^\/(admin|account|checkout|orders)(\/|$)/;

/** What the page behind is told. The framework reads the nonce of its scripts from the policy. */
function inboundHeaders(request: NextRequest, policy: string): Headers {
  const inbound = new Headers(request.headers);
  for (const name of request.headers.keys()) if (NOT_FROM_OUTSIDE.test(name)) inbound.delete(name);
  inbound.set("content-security-policy", policy);
  // Server components do not know their address; signing in needs it to come back.
  inbound.set("x-remit-path", request.nextUrl.pathname + request.nextUrl.search);
  return inbound;
}

function withSecurityHeaders(response: NextResponse, pathname: string, policy: string): NextResponse {
  const { headers } = response;
  const appUrl = new URL(env().APP_URL);
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("X-Frame-Options", "DENY");
  headers.set("Content-Security-Policy", policy);
  headers.set("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
  headers.set(
    "Referrer-Policy",
    /^\/(reset-password|pay|unsubscribe)(\/|$)/.test(pathname)
      ? "no-referrer"
      : "strict-origin-when-cross-origin",
  );
  headers.set(
    "Permissions-Policy",
    'payment=(self "https://js.stripe.com"), publickey-credentials-get=(self), camera=(), microphone=(), geolocation=()',
  );
  if (appUrl.protocol === "https:")
    headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  return response;
}

/** An address that nothing here has: its path does not decode, or it holds U+0000, which PostgreSQL has no text for. */
function isUnreadable({ pathname, search }: { readonly pathname: string; readonly search: string }): boolean {
  if (/%00/.test(pathname + search)) return true;
  try {
    decodeURIComponent(pathname);
    return false;
  } catch {
    return true;
  }
}

/** What was sent along. Next keeps a copy of it for whoever answers; of a body that broke off nothing is read here or there. */
async function bodyOf(request: NextRequest): Promise<ArrayBuffer | null> {
  if (request.method === "GET" || request.method === "HEAD" || request.body === null) return null;
  return request.arrayBuffer().catch(() => null);
}

/**
 * The one place where every page, action and route handler is spared card data: whatever holds a raw card number is refused
 * before anything of ours reads it, and staff are told where, without a digit of it. Webhooks are signed and pass by.
 */
async function refuseCardData(request: NextRequest): Promise<NextResponse | null> {
  const url = request.nextUrl;
  const finding = await scanRequest({ url, headers: request.headers, body: await bodyOf(request) });
  if (finding === null) return null;
  const { reportRefusedCardData } = await import("@/lib/auth/report-refused-card-data");
  const sessionToken = request.cookies.get(sessionCookie(env().APP_URL).name)?.value;
  const { method, headers } = request;
  await reportRefusedCardData({ method, pathname: url.pathname, headers, sessionToken }, finding);
  const { body, ...init } = cardDataResponse(headers);
  return new NextResponse(body, init);
}

/** Route handlers answer for themselves, as JSON; the health of the database is told by one of them. */
const ANSWERS_ITSELF = /^\/api(\/|$)/;

const TAKES_MONEY = /^\/(checkout|pay)(\/|$)/;

/** Why a page or form cannot be served now; null where it can. */
async function whyAway(pathname: string): Promise<AwayReason | null> {
  if (ANSWERS_ITSELF.test(pathname)) return null;
  const { isDatabaseThere } = await import("@/lib/reports/database-presence");
  if (!(await isDatabaseThere())) return "away";
  return TAKES_MONEY.test(pathname) && isDatabaseFull() ? "full" : null;
}

/** 503 while nobody could be served, before a page tries and breaks. What was sent is not looked at, and nothing of it is done. */
async function refuseWhileAway(request: NextRequest, { nonce }: PagePolicy): Promise<NextResponse | null> {
  const reason = await whyAway(request.nextUrl.pathname);
  if (reason === null) return null;
  const { method, headers } = request;
  const theme = request.cookies.get(THEME_COOKIE)?.value;
  const { body, ...init } = awayResponse({ reason, method, headers, nonce, theme });
  return new NextResponse(body, init);
}

/**
 * A convenience, a coat of headers and a filter for card data, never the lock: whoever has no cookie is spared a page that would send them away.
 * Each page, route and action asks the database who is there, whatever this function did.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { APP_URL } = env();
  const { pathname, search } = request.nextUrl;
  const policy = pagePolicy(pathname);
  const dressed = (response: NextResponse) => withSecurityHeaders(response, pathname, policy.text);
  if (isUnreadable({ pathname, search })) return dressed(new NextResponse("Bad request", { status: 400 }));
  const refused = await refuseCardData(request);
  if (refused !== null) return dressed(refused);
  const hasCookie = request.cookies.has(sessionCookie(APP_URL).name);
  if (NEEDS_SESSION.test(pathname) && !hasCookie) {
    const target = new URL("/sign-in", APP_URL);
    target.searchParams.set("next", pathname + search);
    return dressed(NextResponse.redirect(target));
  }
  const away = await refuseWhileAway(request, policy);
  if (away !== null) return dressed(away);
  return dressed(NextResponse.next({ request: { headers: inboundHeaders(request, policy.text) } }));
}

// Webhooks pass by: they bring no cookie, show no page, and come in bursts that have no time for a detour.
export const config = { matcher: "/((?!_next/static/|api/webhooks/|icon.svg|favicon.ico).*)" };
