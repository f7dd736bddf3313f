import { createServer, type Server } from "node:http";
import pg from "pg";
import Stripe from "stripe";
import { afterAll, afterEach, beforeAll } from "vitest";
import { pool } from "@/lib/db/pool";
import { forgetGateways } from "@/lib/gateways/registry";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { receiveWebhook } from "@/lib/webhooks/receive-webhook";
import { type RunningSandbox, startSandbox } from "@/sandbox/stripe/server";
import { expectBooksToBalance } from "./expect-books-to-balance";
import { type GatewayWire, layWire, portOf } from "./gateway-wire";
import { serviceDatabase } from "./service-database";
import type { TestDatabase } from "./test-database";

/** Everything that a test of money needs: a database, the sandbox, and the wire between it and the application. */
export interface MoneyStage {
  readonly database: TestDatabase;
  readonly sandbox: RunningSandbox;
  readonly wire: GatewayWire;
  /** The merchant's own view of the gateway, past the wire. */
  readonly stripe: Stripe;
  /** Rows as the application's pool reads them. */
  readonly rows: <Row extends pg.QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Asks the sandbox's control API. */
  readonly control: (method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<unknown>;
  /** News waits until the work is done: what the gateway answers comes first. */
  readonly beforeNews: <T>(work: () => Promise<T>) => Promise<T>;
  /** Lets the sandbox do what time would bring, and drains the inbox until nothing waits. */
  readonly settle: () => Promise<void>;
}

/** Where deliveries wait. */
interface Gate {
  opened: Promise<void>;
}

/** Listens where the sandbox delivers, and hands deliveries to the receiver as the web server's route does. */
async function startReceiver(gate: Gate): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const signature = request.headers["stripe-signature"];
      const receive = () =>
        receiveWebhook({
          gateway: "stripe",
          body: Buffer.concat(chunks).toString("utf8"),
          signature: typeof signature === "string" ? signature : null,
          ipAddress: "127.0.0.1",
        });
      gate.opened.then(receive).then(
        (receipt) => response.writeHead(receipt.status).end(),
        () => response.writeHead(500).end(),
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return server;
}

async function drainAll(): Promise<void> {
  while ((await drainInbox(100)) > 0);
}

/**
 * Sets the stage for a test file. Call it at the top level. After each test the wire is mended and the books must balance.
 * With `webhooks`, the sandbox delivers its events to the application's receiver.
 */
export function moneyStage(options: { readonly webhooks?: boolean } = {}): MoneyStage {
  const database = serviceDatabase(() => ({ DATABASE_POOL_SIZE: "20" }));
  const parts: { sandbox?: RunningSandbox; wire?: GatewayWire; stripe?: Stripe; receiver?: Server } = {};
  const gate: Gate = { opened: Promise.resolve() };
  const there = <T>(part: T | undefined): T => {
    if (part === undefined) throw new Error("The stage is set once tests run.");
    return part;
  };

  beforeAll(async () => {
    const receiver = options.webhooks ? await startReceiver(gate) : undefined;
    const webhookUrl = receiver && `http://127.0.0.1:${portOf(receiver)}/api/webhooks/stripe`;
    const sandbox = await startSandbox({ port: 0, webhookUrl, asyncCaptureDelayMs: 60_000 });
    const wire = await layWire(sandbox.url);
    const origin = new URL(sandbox.url);
    const stripe = new Stripe(sandbox.secretKey, {
      host: origin.hostname,
      port: Number(origin.port),
      protocol: "http",
      telemetry: false,
    });
    Object.assign(parts, { receiver, sandbox, wire, stripe });
    Object.assign(process.env, {
      STRIPE_SECRET_KEY: sandbox.secretKey,
      STRIPE_PUBLISHABLE_KEY: sandbox.publishableKey,
      STRIPE_WEBHOOK_SECRET: sandbox.webhookSecret,
      STRIPE_API_BASE: wire.url,
    });
  });
  afterEach(async () => {
    await parts.wire?.reset();
    forgetGateways();
    await expectBooksToBalance();
  });
  afterAll(async () => {
    await parts.wire?.cut();
    await parts.sandbox?.close();
    parts.receiver?.closeAllConnections();
    parts.receiver?.close();
  });

  const control: MoneyStage["control"] = async (method, path, body) => {
    const response = await fetch(`${there(parts.sandbox).url}/_sandbox/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`The sandbox refused ${path}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return {
    database,
    get sandbox() {
      return there(parts.sandbox);
    },
    get wire() {
      return there(parts.wire);
    },
    get stripe() {
      return there(parts.stripe);
    },
    rows: async <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await pool().query<Row>(sql, [...values])).rows,
    control,
    beforeNews: async (work) => {
      let open = () => {};
      gate.opened = new Promise((resolve) => (open = resolve));
      try {
        return await work();
      } finally {
        open();
      }
    },
    settle: async () => {
      await control("POST", "settle", { balance: false });
      await drainAll();
    },
  };
}
