import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { aroundEachAsk } from "./around-each-ask";
import type { Gateway } from "./gateway";

// Compiled, never run: each wrong use below must not compile, or the directive above it is an error.

declare const gateway: Gateway;

/** The port as it will be one day. */
interface GrownGateway extends Gateway {
  readonly refundPayment: (paymentId: string) => Promise<GatewayOutcome<{ refundId: string }>>;
}

// @ts-expect-error A method that is added to the port is not guarded until it stands in the list.
const grown: GrownGateway = aroundEachAsk(gateway, (_name, ask) => ask);

// @ts-expect-error A wrapper answers what the gateway answers.
aroundEachAsk(gateway, () => async () => undefined);

export { grown };
