import type { Actor } from "@/lib/domain/actor";
import type { CallNames } from "@/lib/domain/payments/gateway-call";
import type { GatewayMethod, GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Gateway } from "@/lib/gateways/gateway";
import { gatewayFor } from "@/lib/gateways/registry";
import { measured } from "@/lib/platform/call-scope";
import type { ServiceContext } from "../context";
import { type CallSubject, recordGatewayCall } from "./record-gateway-call";

/** Who asks a gateway. Without an actor it is for the object that is read to say whose it is. */
export interface Caller extends Omit<ServiceContext, "actor"> {
  readonly actor: Actor | null;
}

/** What a command and its answer name of what is at the gateway. */
interface Told<Command, Value> {
  readonly asked: (command: Command) => CallNames;
  readonly answered: (value: Value) => CallNames;
}

const nothing = (): CallNames => ({});

const payment = (seen: GatewayPayment): CallNames => ({
  objectId: seen.gatewayPaymentId,
  gatewayPaymentId: seen.gatewayPaymentId,
  amount: seen.amount,
  card: seen.latestCharge?.card ?? null,
  merchantId: seen.merchantId,
  paymentId: seen.paymentId,
});

const paymentAsked = (command: { gatewayPaymentId: string; idempotencyKey?: string }): CallNames => ({
  objectId: command.gatewayPaymentId,
  ...command,
});

const method = ({ gatewayMethodId, card }: GatewayMethod): CallNames => ({ objectId: gatewayMethodId, card });

const keyed = ({ idempotencyKey }: { idempotencyKey: string }): CallNames => ({ idempotencyKey });

const customerOf = (value: { gatewayCustomerId: string } | null): CallNames => ({
  objectId: value?.gatewayCustomerId ?? null,
});

/** Wraps one question so that asking it goes on record, with what the command and the answer name. */
type Recorded = <Command, Rest extends readonly unknown[], Value>(
  command: string,
  ask: (what: Command, ...rest: Rest) => Promise<GatewayOutcome<Value>>,
  told: Told<Command, Value>,
) => (what: Command, ...rest: Rest) => Promise<GatewayOutcome<Value>>;

type Payments = Pick<
  Gateway,
  | "createPayment"
  | "updatePayment"
  | "confirmPayment"
  | "retrievePayment"
  | "findPayment"
  | "cancelPayment"
  | "retrieveDispute"
>;

function payments(gateway: Gateway, recorded: Recorded): Payments {
  return {
    createPayment: recorded("create-payment", gateway.createPayment, {
      asked: ({ idempotencyKey, amount }) => ({ idempotencyKey, amount }),
      answered: payment,
    }),
    updatePayment: recorded("update-payment", gateway.updatePayment, {
      asked: ({ idempotencyKey, gatewayPaymentId }) => paymentAsked({ idempotencyKey, gatewayPaymentId }),
      answered: payment,
    }),
    confirmPayment: recorded("confirm-payment", gateway.confirmPayment, {
      asked: ({ idempotencyKey, gatewayPaymentId }) => paymentAsked({ idempotencyKey, gatewayPaymentId }),
      answered: payment,
    }),
    retrievePayment: recorded("retrieve-payment", gateway.retrievePayment, {
      asked: (gatewayPaymentId) => paymentAsked({ gatewayPaymentId }),
      answered: payment,
    }),
    findPayment: recorded("find-payment", gateway.findPayment, {
      asked: nothing,
      answered: (seen) => (seen === null ? {} : payment(seen)),
    }),
    cancelPayment: recorded("cancel-payment", gateway.cancelPayment, {
      asked: ({ idempotencyKey, gatewayPaymentId }) => paymentAsked({ idempotencyKey, gatewayPaymentId }),
      answered: payment,
    }),
    retrieveDispute: recorded("retrieve-dispute", gateway.retrieveDispute, {
      asked: (objectId) => ({ objectId }),
      answered: ({ gatewayPaymentId, amount }) => ({
        amount,
        ...(gatewayPaymentId === null ? {} : { gatewayPaymentId }),
      }),
    }),
  };
}

type Methods = Pick<
  Gateway,
  | "createCustomer"
  | "findCustomer"
  | "startMethodSetup"
  | "retrieveMethodSetup"
  | "retrieveMethod"
  | "detachMethod"
>;

function methods(gateway: Gateway, recorded: Recorded): Methods {
  return {
    createCustomer: recorded("create-customer", gateway.createCustomer, {
      asked: keyed,
      answered: customerOf,
    }),
    findCustomer: recorded("find-customer", gateway.findCustomer, { asked: nothing, answered: customerOf }),
    startMethodSetup: recorded("start-method-setup", gateway.startMethodSetup, {
      asked: keyed,
      answered: ({ setupId }) => ({ objectId: setupId }),
    }),
    retrieveMethodSetup: recorded("retrieve-method-setup", gateway.retrieveMethodSetup, {
      asked: (objectId) => ({ objectId }),
      answered: ({ method: saved }) => (saved === null ? {} : { card: saved.card }),
    }),
    retrieveMethod: recorded("retrieve-method", gateway.retrieveMethod, {
      asked: (objectId) => ({ objectId }),
      answered: method,
    }),
    detachMethod: recorded("detach-method", gateway.detachMethod, {
      asked: ({ idempotencyKey, gatewayMethodId }) => ({ idempotencyKey, objectId: gatewayMethodId }),
      answered: nothing,
    }),
  };
}

/**
 * The gateway as one context asks it: every call and its answer goes on record, with what it was about, how long it took and
 * how it ended. A question that is added to the port does not compile until it stands here. Services ask through this and
 * never without; it costs whoever waits nothing.
 */
export function recordedGateway(caller: Caller, code: string, subject: CallSubject = {}): Gateway {
  const gateway = gatewayFor(code);
  const recorded: Recorded =
    (command, ask, told) =>
    async (what, ...rest) => {
      const { answer, ...measures } = await measured(() => ask(what, ...rest));
      const isThere = answer.outcome === "succeeded" || answer.outcome === "pending";
      const names = { ...told.asked(what), ...(isThere ? told.answered(answer.value) : {}) };
      recordGatewayCall(caller, subject, { gateway: code, command, names, asked: answer, ...measures });
      return answer;
    };
  return {
    code,
    handledEventTypes: gateway.handledEventTypes,
    declineEventType: gateway.declineEventType,
    verifyNotice: gateway.verifyNotice,
    // Nobody's in particular: the sweep's row and the health page tell of them.
    listNotices: gateway.listNotices,
    checkCredentials: gateway.checkCredentials,
    ...payments(gateway, recorded),
    ...methods(gateway, recorded),
  };
}
