import { type GatewayIdKind, isGatewayId, isMethodReference } from "@/lib/domain/payments/gateway-ids";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { expectsLive } from "@/lib/platform/env";
import type { Gateway } from "./gateway";

const isId = (kind: GatewayIdKind, text: string): boolean =>
  kind === "method" ? isMethodReference(text, { isLive: expectsLive() }) : isGatewayId(kind, text);

/** Asks only about ids that the gateway can have given; others name nothing, and nobody has to be asked to know that. */
function about<Input, Value>(
  kind: GatewayIdKind,
  idOf: (input: Input) => string,
  ask: (input: Input) => Promise<GatewayOutcome<Value>>,
): (input: Input) => Promise<GatewayOutcome<Value>> {
  return async (input) =>
    isId(kind, idOf(input))
      ? ask(input)
      : {
          outcome: "not_sent",
          code: "resource_missing",
          message: `This is no id that the gateway gives to a ${kind}. Nothing was asked.`,
        };
}

const itself = (id: string) => id;

/** The gateway, asked only under ids of its own form: what reaches it through us is no text that somebody made up. */
export function guardIds(gateway: Gateway): Gateway {
  return {
    code: gateway.code,
    handledEventTypes: gateway.handledEventTypes,
    declineEventType: gateway.declineEventType,
    // These ask under no id of the gateway's. They stand here because whatever is added to the port has to say which it is.
    verifyNotice: gateway.verifyNotice,
    createCustomer: gateway.createCustomer,
    findCustomer: gateway.findCustomer,
    findPayment: gateway.findPayment,
    listNotices: gateway.listNotices,
    checkCredentials: gateway.checkCredentials,
    createPayment: about("customer", (command) => command.gatewayCustomerId, gateway.createPayment),
    updatePayment: about("payment", (command) => command.gatewayPaymentId, gateway.updatePayment),
    confirmPayment: about(
      "payment",
      (command) => command.gatewayPaymentId,
      about("method", (command) => command.gatewayMethodId, gateway.confirmPayment),
    ),
    retrievePayment: about("payment", itself, gateway.retrievePayment),
    cancelPayment: about("payment", (command) => command.gatewayPaymentId, gateway.cancelPayment),
    retrieveDispute: about("dispute", itself, gateway.retrieveDispute),
    startMethodSetup: about("customer", (command) => command.gatewayCustomerId, gateway.startMethodSetup),
    retrieveMethodSetup: about("setup", itself, gateway.retrieveMethodSetup),
    retrieveMethod: about("method", itself, gateway.retrieveMethod),
    detachMethod: about("method", (command) => command.gatewayMethodId, gateway.detachMethod),
  };
}
