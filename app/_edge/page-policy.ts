import { randomBytes } from "node:crypto";
import { contentSecurityPolicy, type Surface } from "@/lib/platform/content-security-policy";
import { env, isDevServer } from "@/lib/platform/env";

/** Stands for the nonce in a policy's text until there is one. No source looks like it. */
const PLACE = "{nonce}";

const texts = new Map<Surface, string>();

/** Whose page a path is. Customers come to the checkout without a new document, so all their pages count as one surface. */
function surfaceOf(pathname: string): Surface {
  if (/^\/admin(\/|$)/.test(pathname)) return "console";
  return /^\/(api|mailbox)(\/|$)/.test(pathname) ? "other" : "customer";
}

/** The text of a surface's policy. Nothing of it but the nonce changes while a process lives, so it is put together once. */
function textOf(surface: Surface): string {
  const { APP_URL, STRIPE_API_BASE, STRIPE_JS_URL } = env();
  const sandbox = [STRIPE_API_BASE, STRIPE_JS_URL].flatMap((url) => (url ? [new URL(url).origin] : []));
  return contentSecurityPolicy({
    surface,
    nonce: PLACE,
    isHttps: new URL(APP_URL).protocol === "https:",
    isDevelopment: isDevServer(),
    sandboxOrigins: sandbox.length > 0 ? sandbox : null,
  });
}

export interface PagePolicy {
  /** The Content-Security-Policy as it is sent. */
  readonly text: string;
  /** Base64, new for each answer. */
  readonly nonce: string;
}

/** The policy of an answer for a path, with a nonce of its own. */
export function pagePolicy(pathname: string): PagePolicy {
  const surface = surfaceOf(pathname);
  const text = texts.get(surface) ?? textOf(surface);
  texts.set(surface, text);
  const nonce = randomBytes(16).toString("base64");
  return { text: text.replaceAll(PLACE, () => nonce), nonce };
}
