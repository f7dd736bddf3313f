import { businessClock } from "@/lib/platform/clock";
import { newTraceId } from "@/lib/platform/trace";
import type { ServiceContext } from "@/lib/services/context";

/** The context of what nobody asked for by hand: news from a gateway, under the trace of its event. */
export function systemContext(merchantId: string, traceId: string = newTraceId()): ServiceContext {
  return {
    actor: { kind: "system", merchantId, name: "Remit" },
    traceId,
    ipAddress: null,
    clock: businessClock,
  };
}
