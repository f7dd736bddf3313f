import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { traceIdFrom } from "@/lib/platform/trace";
import { clientAddress } from "./client-address";
import { safeNextPath } from "./safe-next-path";

export interface RequestFacts {
  readonly traceId: string;
  readonly ipAddress: string | null;
  readonly userAgent: string;
  /** The name that the browser asked for, without a port. Only ever a look-up key: never part of a link. */
  readonly hostName: string;
  /** The page that is being asked for, as proxy.ts wrote it down. */
  readonly path: string;
}

/** What this request says about itself; the same answer, and the same trace, however often it is asked. */
export const requestFacts = cache(async (): Promise<RequestFacts> => {
  const head = await headers();
  return {
    traceId: traceIdFrom(head.get("traceparent")),
    ipAddress: clientAddress(head.get("x-forwarded-for")),
    userAgent: head.get("user-agent") ?? "",
    hostName: (head.get("host") ?? "").replace(/:\d+$/, "").toLowerCase(),
    path: safeNextPath(head.get("x-remit-path")),
  };
});
