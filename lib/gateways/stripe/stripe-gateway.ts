import Stripe from "stripe";
import type { GatewayMethod, GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { invariant } from "@/lib/domain/invariant";
import type { Gateway } from "../gateway";
import type { RateLimit } from "../rate-limit";
import { rememberAttempts, rememberingHttpClient } from "./attempt-memory";
import { classifyError } from "./classify-error";
import { listNotices } from "./list-notices";
import { toStripeAmount } from "./minor-units";
import { originOf } from "./origin-of";
import { readDispute } from "./read-dispute";
import { PAYMENT_EXPANSION, readPayment } from "./read-payment";
import { HANDLED_EVENT_TYPES } from "./translate-event";
import { verifyNotice } from "./verify-notice";
import { withoutStack } from "./without-stack";

export interface StripeSettings {
  readonly secretKey: string;
  /** All that verify deliveries: one, or two while a rotation lasts. */
  readonly webhookSecrets: readonly string[];
  /** Another origin than Stripe's own: the sandbox. */
  readonly apiBase: string | undefined;
  readonly timeoutMs: number;
  /** Every request takes its turn here. */
  readonly rateLimit: RateLimit;
}

const API_VERSION = "2026-10-28.endive";

function client(settings: StripeSettings): Stripe {
  return new Stripe(settings.secretKey, {
    apiVersion: API_VERSION,
    // Whoever holds the gateway tries again: what is tried is counted there, and ends in time.
    maxNetworkRetries: 0,
    httpClient: rememberingHttpClient(settings.rateLimit),
    timeout: settings.timeoutMs,
    telemetry: false,
    ...originOf(settings.apiBase),
  });
}

async function attempt<T>(request: () => Promise<T>): Promise<GatewayOutcome<T>> {
  try {
    return { outcome: "succeeded", value: await withoutStack(request) };
  } catch (error) {
    return classifyError(error);
  }
}

/** Asks. Where a try may have been heard, a refused later one is no proof. */
async function ask<T>(request: () => Promise<T>): Promise<GatewayOutcome<T>> {
  const { answer, mayBeHeard } = await rememberAttempts(() => attempt(request));
  return answer.outcome === "not_sent" && mayBeHeard ? { ...answer, outcome: "outcome_unknown" } : answer;
}

function readMethod(method: Stripe.PaymentMethod): GatewayMethod {
  invariant(method.card !== undefined, `Payment method ${method.id} is not a card.`);
  const { brand, last4, funding, exp_month: expMonth, exp_year: expYear } = method.card;
  const { customer } = method;
  return {
    gatewayMethodId: method.id,
    gatewayCustomerId: customer === null || typeof customer === "string" ? customer : customer.id,
    card: { brand, last4, funding, expMonth, expYear },
  };
}

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

/** Charges a kept card while nobody is there. */
function charging(stripe: Stripe): Gateway["confirmPayment"] {
  return ({ gatewayPaymentId, gatewayMethodId, idempotencyKey }) =>
    ask(async () => {
      const charge = { payment_method: gatewayMethodId, off_session: true, expand: PAYMENT_EXPANSION };
      return readPayment(await stripe.paymentIntents.confirm(gatewayPaymentId, charge, { idempotencyKey }));
    });
}

function payments(stripe: Stripe): Payments {
  return {
    createPayment: (command) =>
      ask(async () => {
        const intent = await stripe.paymentIntents.create(
          {
            amount: toStripeAmount(command.amount),
            currency: command.amount.currency.toLowerCase(),
            customer: command.gatewayCustomerId,
            automatic_payment_methods: { enabled: true },
            statement_descriptor_suffix: command.statementDescriptorSuffix,
            description: command.description,
            metadata: { ...command.metadata },
            expand: PAYMENT_EXPANSION,
          },
          { idempotencyKey: command.idempotencyKey },
        );
        return readPayment(intent);
      }),
    updatePayment: ({ gatewayPaymentId, saveMethod, idempotencyKey }) =>
      ask(async () => {
        const usage = saveMethod ? "off_session" : "";
        const change = { setup_future_usage: usage, expand: PAYMENT_EXPANSION } as const;
        return readPayment(await stripe.paymentIntents.update(gatewayPaymentId, change, { idempotencyKey }));
      }),
    confirmPayment: charging(stripe),
    retrievePayment: (id) =>
      ask(async () => readPayment(await stripe.paymentIntents.retrieve(id, { expand: PAYMENT_EXPANSION }))),
    findPayment: (paymentId, customer) =>
      ask(async () => {
        // A list is consistent at once; search lags behind by up to a minute.
        const list = stripe.paymentIntents.list({
          customer: customer.gatewayCustomerId,
          limit: 100,
          expand: PAYMENT_EXPANSION.map((path) => `data.${path}`),
        });
        for await (const intent of list) {
          if (intent.metadata["payment_id"] === paymentId) return readPayment(intent);
        }
        return null;
      }),
    cancelPayment: ({ gatewayPaymentId, idempotencyKey }) =>
      ask(async () => {
        const options = { expand: PAYMENT_EXPANSION };
        return readPayment(await stripe.paymentIntents.cancel(gatewayPaymentId, options, { idempotencyKey }));
      }),
    retrieveDispute: (id) => ask(async () => readDispute(await stripe.disputes.retrieve(id))),
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

function methods(stripe: Stripe): Methods {
  return {
    createCustomer: (customer) =>
      ask(async () => {
        const { name, email, metadata } = customer;
        const created = await stripe.customers.create(
          { name, email, metadata: { ...metadata } },
          { idempotencyKey: customer.idempotencyKey },
        );
        return { gatewayCustomerId: created.id };
      }),
    findCustomer: ({ email, publicCustomerId }) =>
      ask(async () => {
        for await (const customer of stripe.customers.list({ email, limit: 100 })) {
          if (customer.metadata["customer_id"] === publicCustomerId)
            return { gatewayCustomerId: customer.id };
        }
        return null;
      }),
    startMethodSetup: (command) =>
      ask(async () => {
        const setup = await stripe.setupIntents.create(
          {
            customer: command.gatewayCustomerId,
            usage: "off_session",
            automatic_payment_methods: { enabled: true },
            metadata: { ...command.metadata },
          },
          { idempotencyKey: command.idempotencyKey },
        );
        invariant(setup.client_secret !== null, "A SetupIntent came without its client secret.");
        return { setupId: setup.id, clientSecret: setup.client_secret };
      }),
    retrieveMethodSetup: (setupId) =>
      ask(async () => {
        const setup = await stripe.setupIntents.retrieve(setupId, { expand: ["payment_method"] });
        const method = setup.payment_method;
        const isDone = setup.status === "succeeded" && method !== null && typeof method !== "string";
        return { metadata: setup.metadata ?? {}, method: isDone ? readMethod(method) : null };
      }),
    retrieveMethod: (id) => ask(async () => readMethod(await stripe.paymentMethods.retrieve(id))),
    detachMethod: ({ gatewayMethodId, idempotencyKey }) =>
      ask(async () => {
        const detached = await stripe.paymentMethods.detach(gatewayMethodId, {}, { idempotencyKey });
        return { gatewayMethodId: detached.id };
      }),
  };
}

/** Stripe behind our port. With `apiBase` it talks to the sandbox; nothing else differs. */
export function stripeGateway(settings: StripeSettings): Gateway {
  const stripe = client(settings);
  return {
    code: "stripe",
    handledEventTypes: HANDLED_EVENT_TYPES,
    declineEventType: "payment_intent.payment_failed",
    ...payments(stripe),
    ...methods(stripe),
    listNotices: (since, limit) => ask(() => listNotices(stripe, since, limit)),
    // The smallest object that says which mode the key is of.
    checkCredentials: () => ask(async () => ({ isLive: (await stripe.balance.retrieve()).livemode })),
    verifyNotice: (body, signature) =>
      verifyNotice(stripe.webhooks, { body, signature, secrets: settings.webhookSecrets, now: Date.now() }),
  };
}
