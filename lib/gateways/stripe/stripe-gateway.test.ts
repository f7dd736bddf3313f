import { createServer, type Server } from "node:http";
import Stripe from "stripe";
import { startSandbox } from "@/sandbox/stripe/server";
import type { GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import {
  type ContractCard,
  type ContractFault,
  type ContractSubject,
  describeGatewayContract,
} from "@/test/contracts/gateway-contract";
import { CALL_SETTINGS, guardCalls } from "../guard-calls";
import { rateLimit } from "../rate-limit";
import { stripeGateway } from "./stripe-gateway";

const CARDS = {
  accepted: "pm_card_visa",
  declined: "pm_card_visa_chargeDeclinedInsufficientFunds",
  challenged: "pm_card_threeDSecure2Required",
} as const satisfies Record<ContractCard, string>;

const FAULTS = {
  lost_reply: "reset_after",
  lost_request: "reset_before",
  refused: "error_429",
  failed: "error_500",
} as const satisfies Record<ContractFault, string>;

interface Delivery {
  readonly body: string;
  readonly signature: string;
}

/** Where the sandbox delivers its events: keeps them, and hands one over as soon as it is there. */
async function mailSlot(): Promise<{
  url: string;
  next: (fits: (delivery: Delivery) => boolean) => Promise<Delivery>;
  server: Server;
}> {
  const kept: Delivery[] = [];
  const waiting: { fits: (delivery: Delivery) => boolean; resolve: (delivery: Delivery) => void }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = String(request.headers["stripe-signature"]);
      const delivery = { body: Buffer.concat(chunks).toString("utf8"), signature };
      kept.push(delivery);
      for (const one of waiting) if (one.fits(delivery)) one.resolve(delivery);
      response.end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    server,
    next: (fits) => {
      const known = kept.find(fits);
      return known === undefined
        ? new Promise((resolve) => waiting.push({ fits, resolve }))
        : Promise.resolve(known);
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === "object" && address !== null ? address.port : 1;
}

const idOf = (clientSecret: string) => clientSecret.split("_secret_")[0] ?? "";

async function start(): Promise<ContractSubject> {
  const slot = await mailSlot();
  const sandbox = await startSandbox({ port: 0, webhookUrl: slot.url });
  const { secretKey, publishableKey, webhookSecret } = sandbox;
  const settings = {
    secretKey,
    webhookSecrets: [webhookSecret],
    timeoutMs: 5_000,
    rateLimit: rateLimit({ requestsPerSecond: 1_000, waitMaxMs: 1_000 }),
  };
  // As the application holds it: with its tries, and without the waits.
  const held = (apiBase: string) =>
    guardCalls(stripeGateway({ ...settings, apiBase }), {
      ...CALL_SETTINGS,
      firstWaitMs: 1,
      failuresUntilOpen: 1_000,
    });
  const { hostname, port } = new URL(sandbox.url);
  // With the publishable key and the secret of one object, as Stripe.js does.
  const browser = new Stripe(publishableKey, {
    host: hostname,
    port,
    protocol: "http",
    telemetry: false,
    maxNetworkRetries: 0,
  });

  const confirm = (kind: "payment_intents" | "setup_intents", clientSecret: string, card: string) =>
    browser.rawRequest("POST", `/v1/${kind}/${idOf(clientSecret)}/confirm`, {
      client_secret: clientSecret,
      payment_method: card,
      return_url: "https://shop.example/",
    });

  async function control(method: string, path: string, body: object = {}): Promise<void> {
    const answer = await fetch(`${sandbox.url}/_sandbox/${path}`, {
      method,
      ...(method === "POST" ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(await answer.text());
  }

  return {
    gateway: held(sandbox.url),
    unreachable: held(`http://127.0.0.1:${await freePort()}`),
    pay: async (clientSecret, card) => {
      const confirmed = confirm("payment_intents", clientSecret, CARDS[card]);
      // A decline reaches the browser as an exception; the test reads what the gateway says of it.
      await confirmed.catch((error: unknown) => {
        if (!(error instanceof Stripe.errors.StripeCardError)) throw error;
      });
    },
    finishSetup: async (clientSecret) => {
      await confirm("setup_intents", clientSecret, CARDS.accepted);
    },
    breakNext: async (faults) => {
      await control("DELETE", "faults");
      for (const fault of faults) await control("POST", "faults", { kind: FAULTS[fault] });
    },
    settle: () => control("POST", "settle"),
    noticeOf: (payment: GatewayPayment) =>
      slot.next(
        ({ body }) => body.includes("payment_intent.succeeded") && body.includes(payment.gatewayPaymentId),
      ),
    close: async () => {
      await sandbox.close();
      slot.server.closeAllConnections();
      await new Promise((resolve) => slot.server.close(resolve));
    },
  };
}

describeGatewayContract({ name: "Stripe", attemptCount: 5, start });
