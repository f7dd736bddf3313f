import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import Stripe from "stripe";
import { expect, vi } from "vitest";
import type { SandboxOptions } from "../config.ts";
import { notAtStripe, stripeItself, type StripeItself } from "../conformance/stripe-itself.ts";
import { startSandbox, type RunningSandbox } from "../server.ts";
import { NO_CHANGES } from "../state/changes.ts";
import { readState } from "../state/read-state.ts";
import { tablesOf } from "../state/tables.ts";
import type { Store } from "../store.ts";

/** A busy machine takes its time; nothing here waits this long, it only may. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 30_000 } } });

export type TestSandbox = RunningSandbox & {
  /** The official client with the secret key. */
  readonly stripe: Stripe;
  /** The official client with the publishable key, for what Stripe.js does. */
  readonly browser: Stripe;
  /** A bare request: path, form body and headers as given, with the secret key unless the headers say otherwise. */
  readonly request: (
    method: string,
    path: string,
    body?: string,
    headers?: Record<string, string>,
  ) => Promise<RawAnswer>;
  readonly control: (method: string, path: string, body?: object) => Promise<Record<string, unknown>>;
  /** A payment method of a card number, created as the card frame does. */
  readonly card: (
    number: string,
    details?: { exp_month?: number; exp_year?: number; cvc?: string },
  ) => Promise<string>;
};

type RawAnswer = {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly text: string;
};

function client(key: string, url: string): Stripe {
  const { hostname, port, protocol } = new URL(url);
  return new Stripe(key === "" ? "pk_test_none" : key, {
    host: hostname,
    port: port || 443,
    protocol: protocol === "https:" ? "https" : "http",
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

function parsed(text: string): unknown {
  return text === "" ? null : JSON.parse(text);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

/** Everything an account holds, as the state file has it. */
function contentsOf(store: Store): unknown {
  const tables = Object.entries(tablesOf(store))
    .map(([name, table]) => [name, [...table.ids()].map((id) => [id, table.write(id)])] as const)
    // A connected account without objects leaves no trace in the file.
    .filter(([, rows]) => rows.length > 0);
  return parsed(JSON.stringify(tables));
}

/** The account as a sandbox that is started after this one would find it. */
async function keptIn(stateFile: string): Promise<Store> {
  const read = await readState(stateFile, NO_CHANGES);
  if (read.kind !== "whole") throw new Error(`${stateFile} is ${read.kind}.`);
  return read.store;
}

type Wire = { readonly url: string; readonly secretKey: string; readonly publishableKey: string };

/** What every test asks with, wherever it goes. */
function clients({
  url,
  secretKey,
  publishableKey,
}: Wire): Pick<TestSandbox, "stripe" | "browser" | "request" | "card"> {
  const browser = client(publishableKey, url);
  return {
    stripe: client(secretKey, url),
    browser,
    async request(method, path, body, headers = {}) {
      const form: Record<string, string> =
        body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
      const response = await fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${secretKey}`, ...form, ...headers },
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: parsed(text), text };
    },
    async card(number, details = {}) {
      const { exp_month = 12, exp_year = 2_034, cvc = /^3[47]/.test(number) ? "1234" : "123" } = details;
      const method = await browser.paymentMethods.create({
        type: "card",
        card: { number, exp_month, exp_year, cvc },
      });
      return method.id;
    },
  };
}

/** Stripe's test mode in place of a sandbox; whatever only the sandbox has ends the test as one not for there. */
function atStripe(itself: StripeItself): TestSandbox {
  const ours = (what: string) => () => notAtStripe(`${what} is the sandbox's own.`);
  const withCard = clients(itself);
  return {
    ...itself,
    ...withCard,
    webhookSecret: "",
    account: ours("The account in memory"),
    close: () => Promise.resolve(),
    card: (number, details) =>
      itself.publishableKey === ""
        ? notAtStripe("Card numbers are tried with STRIPE_CONFORMANCE_PUBLISHABLE_KEY only.")
        : withCard.card(number, details),
    // Tests begin with it; at Stripe, what others made before is simply there.
    control: (_method, path) => (path === "reset" ? Promise.resolve({}) : ours("The control API")()),
  };
}

/**
 * A sandbox on a free port with clients for both keys. Whatever a test does to its account must be in the state file
 * when it is closed.
 */
export async function startForTest(options: SandboxOptions = {}): Promise<TestSandbox> {
  const itself = stripeItself(process.env);
  if (itself !== null) return atStripe(itself);
  const stateFile = options.stateFile ?? join(mkdtempSync(join(tmpdir(), "sandbox-")), "state");
  const running = await startSandbox({
    stateFile,
    port: 0,
    asyncCaptureDelayMs: 60_000,
    asyncRefundDelayMs: 60_000,
    asyncDebitDelayMs: 60_000,
    asyncDisputeDelayMs: 60_000,
    disputeDecisionDelayMs: 60_000,
    ...options,
  });
  return {
    ...running,
    async close() {
      await running.close();
      expect(contentsOf(await keptIn(stateFile))).toEqual(contentsOf(running.account()));
      if (options.stateFile === undefined) rmSync(dirname(stateFile), { recursive: true });
    },
    ...clients(running),
    async control(method, path, body) {
      const response = await fetch(`${running.url}/_sandbox/${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const answer = parsed(await response.text());
      return isRecord(answer) ? answer : {};
    },
  };
}

/** The id of a reference that may be expanded. */
export function idOf(reference: string | { id: string } | null): string {
  return typeof reference === "string" ? reference : (reference?.id ?? "");
}

type Received = {
  readonly signature: string;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
  readonly type: string;
};

export type Receiver = {
  readonly url: string;
  readonly received: Received[];
  /** The next answers, in order; 200 once they are used up. */
  readonly answerWith: (...statuses: number[]) => void;
  readonly close: () => Promise<void>;
};

function typeOf(body: string): string {
  return /"type": "([a-z_.]+)"\n\}$/.exec(body)?.[1] ?? "";
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
}

/** A merchant's webhook endpoint that remembers what it got. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    request.on("end", () => {
      const signature = request.headers["stripe-signature"];
      received.push({
        body,
        headers: request.headers,
        type: typeOf(body),
        signature: typeof signature === "string" ? signature : "",
      });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  const port = await listening(server);
  return {
    url: `http://127.0.0.1:${port}/webhooks`,
    received,
    answerWith: (...next) => void statuses.push(...next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** What a promise was rejected with, as Stripe's error class. */
export async function stripeError(
  promise: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError) return error;
    throw error;
  }
  throw new Error("It was expected to be refused.");
}
