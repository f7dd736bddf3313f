import { networkPrefix } from "@/lib/domain/people/network-prefix";

/**
 * The address of whoever asked, or null when it cannot be read. Next.js fills X-Forwarded-For from the connection when it is
 * missing; a proxy in front appends what it saw, so the last one is the one that nobody further away could have written.
 */
export function clientAddress(forwardedFor: string | null): string | null {
  const last = forwardedFor?.split(",").at(-1)?.trim() ?? "";
  return networkPrefix(last) === "unknown" ? null : last;
}
