import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import type { Gateway } from "./gateway";

/** Wraps one question to a gateway, whose name it is told, in another of the same form. */
export type AskWrapper = <Input extends unknown[], Value>(
  name: string,
  ask: (...input: Input) => Promise<GatewayOutcome<Value>>,
) => (...input: Input) => Promise<GatewayOutcome<Value>>;

/**
 * A gateway whose every question passes through a wrapper. Each member stands here by name, with no spread that would let one
 * by: a method that is added to the port does not compile until it stands here too, and with that is guarded.
 */
export function aroundEachAsk(gateway: Gateway, wrap: AskWrapper): Gateway {
  return {
    code: gateway.code,
    handledEventTypes: gateway.handledEventTypes,
    declineEventType: gateway.declineEventType,
    // Computed here, over bytes that have come already: nobody is asked.
    verifyNotice: gateway.verifyNotice,
    createCustomer: wrap("createCustomer", gateway.createCustomer),
    findCustomer: wrap("findCustomer", gateway.findCustomer),
    createPayment: wrap("createPayment", gateway.createPayment),
    updatePayment: wrap("updatePayment", gateway.updatePayment),
    confirmPayment: wrap("confirmPayment", gateway.confirmPayment),
    retrievePayment: wrap("retrievePayment", gateway.retrievePayment),
    findPayment: wrap("findPayment", gateway.findPayment),
    cancelPayment: wrap("cancelPayment", gateway.cancelPayment),
    retrieveDispute: wrap("retrieveDispute", gateway.retrieveDispute),
    startMethodSetup: wrap("startMethodSetup", gateway.startMethodSetup),
    retrieveMethodSetup: wrap("retrieveMethodSetup", gateway.retrieveMethodSetup),
    retrieveMethod: wrap("retrieveMethod", gateway.retrieveMethod),
    detachMethod: wrap("detachMethod", gateway.detachMethod),
    listNotices: wrap("listNotices", gateway.listNotices),
    checkCredentials: wrap("checkCredentials", gateway.checkCredentials),
  };
}
