import { type NextRequest, NextResponse } from "next/server";
import { sessionCookie } from "@/lib/auth/session-cookie";
import { env } from "@/lib/platform/env";

/** Request headers by which earlier versions of the framework could be told to skip their own checks, and ours. */
const NOT_FROM_OUTSIDE = /^(x-middleware-|next-resume$|x-nonce$|content-security-policy|x-remit-)/;

const NEEDS_SESSION = /^\/(admin|account|checkout|orders)(\/|$)/;

function inboundHeaders(request: NextRequest): Headers {
  const inbound = new Headers(request.headers);
  for (const name of request.headers.keys()) if (NOT_FROM_OUTSIDE.test(name)) inbound.delete(name);
  // Server components do not know their address; signing in needs it to come back.
  inbound.set("x-remit-path", request.nextUrl.pathname + request.nextUrl.search);
  return inbound;
}

function withSecurityHeaders(response: NextResponse, pathname: string, isHttps: boolean): NextResponse {
  const { headers } = response;
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("X-Frame-Options", "DENY");
  headers.set(
    "Content-Security-Policy",
    "frame-ancestors 'none'; base-uri 'none'; object-src 'none'; form-action 'self'",
  );
  headers.set("Cross-Origin-Opener-Policy", "same-origin-allow-popups");
  headers.set(
    "Referrer-Policy",
    pathname.startsWith("/reset-password") ? "no-referrer" : "strict-origin-when-cross-origin",
  );
  headers.set(
    "Permissions-Policy",
    'payment=(self "https://js.stripe.com"), publickey-credentials-get=(self), camera=(), microphone=(), geolocation=()',
  );
  if (isHttps) headers.set("Strict-Transport-Security", "max-age=63072000; includeSubDomains");
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

/**
 * A convenience and a coat of headers, never the lock: whoever has no cookie is spared a page that would send them away.
 * Each page, route and action asks the database who is there, whatever this function did.
 */
export function proxy(request: NextRequest): NextResponse {
  const { APP_URL } = env();
  const isHttps = new URL(APP_URL).protocol === "https:";
  const { pathname, search } = request.nextUrl;
  if (isUnreadable({ pathname, search }))
    return withSecurityHeaders(new NextResponse("Bad request", { status: 400 }), pathname, isHttps);
  const hasCookie = request.cookies.has(sessionCookie(APP_URL).name);
  if (NEEDS_SESSION.test(pathname) && !hasCookie) {
    const target = new URL("/sign-in", APP_URL);
    target.searchParams.set("next", pathname + search);
    return withSecurityHeaders(NextResponse.redirect(target), pathname, isHttps);
  }
  const response = NextResponse.next({ request: { headers: inboundHeaders(request) } });
  return withSecurityHeaders(response, pathname, isHttps);
}

// Webhooks pass by: they bring no cookie, show no page, and come in bursts that have no time for a detour.
export const config = { matcher: "/((?!_next/static/|api/webhooks/|icon.svg|favicon.ico).*)" };
