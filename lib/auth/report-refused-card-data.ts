import { networkPrefix } from "@/lib/domain/people/network-prefix";
import { findMerchantByHost } from "@/lib/db/storefronts";
import type { CardFinding } from "@/lib/platform/card-data/scan-request";
import { systemClock } from "@/lib/platform/clock";
import { log } from "@/lib/platform/log";
import { traceIdFrom } from "@/lib/platform/trace";
import { raiseAlert } from "@/lib/services/alerts/raise-alert";
import { clientAddress } from "./client-address";
import { readSession } from "./read-session";

interface RefusedRequest {
  readonly method: string;
  readonly pathname: string;
  readonly headers: Headers;
  readonly sessionToken: string | undefined;
}

/** Only words of the address: ids and numbers are left out, since one of them may be what was refused. */
function routeOf(pathname: string): string {
  return pathname
    .split("/")
    .map((part) => (/^[a-z-]{0,40}$/.test(part) ? part : "…"))
    .join("/");
}

/** Tells staff at once where card data was sent, and by whom. Not a digit of it is handed on, so none can be kept; where the alert cannot be written, the request is refused all the same. */
export async function reportRefusedCardData(request: RefusedRequest, finding: CardFinding): Promise<void> {
  const { method, pathname, headers, sessionToken } = request;
  const traceId = traceIdFrom(headers.get("traceparent"));
  try {
    const session = await readSession(sessionToken, systemClock.now());
    const host = (headers.get("host") ?? "").replace(/:\d+$/, "").toLowerCase();
    const merchantId = session?.actor.merchantId ?? (await findMerchantByHost(host))?.id ?? null;
    const { data, place, field } = finding;
    const route = routeOf(pathname);
    await raiseAlert({
      kind: "pci_violation",
      merchantId,
      subject: `${method} ${route} ${place} ${field}`,
      details: {
        found: data,
        place,
        field,
        method,
        route,
        sender: session?.actor.name ?? "a visitor",
        network: networkPrefix(clientAddress(headers.get("x-forwarded-for"))),
      },
      traceId,
    });
  } catch (error) {
    log.error(
      { err: error, traceId, ...finding },
      "card data was refused, and the alert could not be written",
    );
  }
}
