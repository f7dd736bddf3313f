import { businessClock } from "@/lib/platform/clock";
import { newTraceId } from "@/lib/platform/trace";
import type { Caller } from "@/lib/services/gateway-calls/recorded-gateway";
import type { ServiceContext } from "@/lib/services/context";

/** The context of reading what an event speaks of, which may be nobody's until it is read. */
export function readingContext(event: {
  readonly merchantId: string | null;
  readonly traceId: string;
}): Caller {
  const { merchantId, traceId } = event;
  const actor = merchantId === null ? null : ({ kind: "system", merchantId, name: "Remit" } as const);
  return { actor, traceId, ipAddress: null, clock: businessClock };
}

/** The context of what nobody asked for by hand: news from a gateway, under the trace of its event. */
export function systemContext(merchantId: string, traceId: string = newTraceId()): ServiceContext {
  return {
    actor: { kind: "system", merchantId, name: "Remit" },
    traceId,
    ipAddress: null,
    clock: businessClock,
  };
}
