import { env } from "@/lib/platform/env";

/**
 * Whether a request that changes something comes from our own pages. Browsers say so in Sec-Fetch-Site, and in Origin
 * where they are too old for that; a request with neither is not a page's.
 */
export function isSameOrigin(headers: Headers): boolean {
  const site = headers.get("sec-fetch-site");
  if (site) return site === "same-origin";
  return headers.get("origin") === new URL(env().APP_URL).origin;
}
