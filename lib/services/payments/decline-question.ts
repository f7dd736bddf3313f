import { VELOCITY_WINDOW_MS } from "@/lib/domain/payments/payment-velocity";
import type { DeclineQuestion } from "@/lib/db/payment-velocity";
import { gatewayFor } from "@/lib/gateways/registry";
import type { Clock } from "@/lib/platform/clock";

const GATEWAY = "stripe";

/** By what declines are told from other news of the gateway, and since when they count. */
export function declineQuestion(clock: Clock): DeclineQuestion {
  return {
    gateway: GATEWAY,
    declineEventType: gatewayFor(GATEWAY).declineEventType,
    since: new Date(clock.now().getTime() - VELOCITY_WINDOW_MS),
  };
}
