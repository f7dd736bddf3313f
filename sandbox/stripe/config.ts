import { METHOD_TYPES } from "./methods/registry.ts";

/** The API version whose shapes the sandbox serves: the one the `stripe` package 23.1 pins. */
export const API_VERSION = "2026-10-28.endive";

/** What a sandbox can be started with. Everything has a default, so that tests can pass `{ port: 0 }`. */
export type SandboxOptions = {
  /** 0 lets the system choose a free port. */
  readonly port?: number;
  readonly host?: string;
  readonly secretKey?: string;
  readonly publishableKey?: string;
  /** Where the first webhook endpoint listens. Without it none is registered at the start. */
  readonly webhookUrl?: string | undefined;
  readonly webhookSecret?: string;
  /** Waits before the second, third, … attempt of a delivery. */
  readonly webhookRetryDelaysMs?: readonly number[];
  readonly webhookTimeoutMs?: number;
  /** How long after the payment Stripe's asynchronous capture fills in `charge.balance_transaction`. */
  readonly asyncCaptureDelayMs?: number;
  /** How long a refund to a "pending" or "failing" test card takes to reach its final state. */
  readonly asyncRefundDelayMs?: number;
  /** How long after a payment the card network disputes it, when its test card is one that is disputed. */
  readonly asyncDisputeDelayMs?: number;
  /** How long the bank takes to decide about `winning_evidence` and the like. */
  readonly disputeDecisionDelayMs?: number;
  /** Where the account is kept. Without it the account is in memory and ends with the process. */
  readonly stateFile?: string | undefined;
  /** The time at which an account begins, in milliseconds since 1970; its clock runs on from there. */
  readonly startAtMs?: number | undefined;
  /** The types of payment methods that are switched on at the start; all of them unless given. */
  readonly paymentMethods?: readonly string[] | undefined;
  /** How long a bank takes to answer a debit of a usual test account. */
  readonly asyncDebitDelayMs?: number;
  /** The same seed makes the same ids, secrets, times and chances of the same requests; the clock stands still. */
  readonly seed?: string | undefined;
  /** Lets each delivery leave up to so much later, by chance: Stripe does not promise any order. */
  readonly webhookJitterMs?: number | undefined;
  /** So many events are kept, the newest ones, with their deliveries. */
  readonly eventsMax?: number | undefined;
  /** Keeps deliveries back from the start, until the control API releases them. */
  readonly holdsWebhooks?: boolean;
};

export type SandboxConfig = {
  readonly port: number;
  readonly host: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookUrl: string | undefined;
  readonly webhookSecret: string;
  readonly webhookRetryDelaysMs: readonly number[];
  readonly webhookTimeoutMs: number;
  readonly asyncCaptureDelayMs: number;
  readonly asyncRefundDelayMs: number;
  readonly asyncDisputeDelayMs: number;
  readonly disputeDecisionDelayMs: number;
  readonly stateFile: string | undefined;
  readonly startAtMs: number | undefined;
  readonly paymentMethods: readonly string[] | undefined;
  readonly asyncDebitDelayMs: number;
  readonly seed: string | undefined;
  readonly webhookJitterMs: number;
  readonly eventsMax: number;
  readonly holdsWebhooks: boolean;
};

const SEEDED_START_MS = Date.UTC(2026, 0, 1);

/** Fills in the documented defaults. */
export function sandboxConfig(options: SandboxOptions): SandboxConfig {
  return {
    port: options.port ?? 4242,
    host: options.host ?? "127.0.0.1",
    secretKey: options.secretKey ?? "sk_test_sandboxRemit51LocalSecretKey0000",
    publishableKey: options.publishableKey ?? "pk_test_sandboxRemit51LocalPublishable00",
    webhookUrl: options.webhookUrl,
    webhookSecret: options.webhookSecret ?? "whsec_sandboxRemitLocalEndpointSecret000",
    webhookRetryDelaysMs: options.webhookRetryDelaysMs ?? [1_000, 5_000, 30_000, 120_000, 600_000],
    webhookTimeoutMs: options.webhookTimeoutMs ?? 10_000,
    asyncCaptureDelayMs: options.asyncCaptureDelayMs ?? 100,
    asyncRefundDelayMs: options.asyncRefundDelayMs ?? 3_000,
    asyncDisputeDelayMs: options.asyncDisputeDelayMs ?? 500,
    disputeDecisionDelayMs: options.disputeDecisionDelayMs ?? 5_000,
    stateFile: options.stateFile,
    paymentMethods: options.paymentMethods,
    asyncDebitDelayMs: options.asyncDebitDelayMs ?? 3_000,
    startAtMs: options.startAtMs ?? (options.seed === undefined ? undefined : SEEDED_START_MS),
    seed: options.seed,
    webhookJitterMs: options.webhookJitterMs ?? 0,
    eventsMax: options.eventsMax ?? 100_000,
    holdsWebhooks: options.holdsWebhooks ?? false,
  };
}

function millisecondsList(value: string | undefined, name: string): readonly number[] | undefined {
  if (value === undefined || value.trim() === "") return undefined;
  const delays = value.split(",").map((part) => Number(part.trim()));
  if (delays.some((delay) => !Number.isFinite(delay) || delay < 0)) {
    throw new Error(`${name} must be a list of milliseconds such as 500,2000; it is "${value}".`);
  }
  return delays;
}

function typesList(value: string | undefined): readonly string[] | undefined {
  if (value === undefined || value.trim() === "") return undefined;
  const types = value.split(",").map((part) => part.trim());
  const unknown = types.filter((type) => !METHOD_TYPES.includes(type));
  if (unknown.length === 0) return types;
  throw new Error(
    `SANDBOX_PAYMENT_METHODS names ${unknown.join(", ")}; the sandbox knows ${METHOD_TYPES.join(", ")}.`,
  );
}

function portNumber(value: string | undefined): number | undefined {
  if (value === undefined || value === "") return undefined;
  const port = Number(value);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`SANDBOX_PORT must be a port number; it is "${value}".`);
  }
  return port;
}

function instant(value: string | undefined): number | undefined {
  if (value === undefined || value === "") return undefined;
  const timeMs = Date.parse(value);
  if (!Number.isNaN(timeMs)) return timeMs;
  throw new Error(`SANDBOX_CLOCK must be a time such as 2026-01-31T09:00:00Z; it is "${value}".`);
}

function compact(
  options: Record<string, string | number | boolean | readonly (number | string)[] | undefined>,
): SandboxOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined && value !== ""),
  );
}

/**
 * Reads the SANDBOX_* variables that README.md lists.
 * Throws when DEPLOY_ENV is production (a sandbox there would accept test cards as money) and on malformed values.
 */
export function optionsFromEnvironment(env: Readonly<Record<string, string | undefined>>): SandboxOptions {
  if (env["DEPLOY_ENV"] === "production") {
    throw new Error(
      "The Stripe sandbox refuses to start because DEPLOY_ENV is production: it would accept test cards as payments. " +
        "Set STRIPE_SECRET_KEY to a live key and do not start the sandbox, or set DEPLOY_ENV to development, test or demo.",
    );
  }
  return compact({
    port: portNumber(env["SANDBOX_PORT"]),
    host: env["SANDBOX_HOST"],
    secretKey: env["SANDBOX_SECRET_KEY"],
    publishableKey: env["SANDBOX_PUBLISHABLE_KEY"],
    webhookUrl: env["SANDBOX_WEBHOOK_URL"],
    webhookSecret: env["SANDBOX_WEBHOOK_SECRET"],
    webhookRetryDelaysMs: millisecondsList(env["SANDBOX_WEBHOOK_RETRY_MS"], "SANDBOX_WEBHOOK_RETRY_MS"),
    stateFile: env["SANDBOX_STATE_FILE"],
    startAtMs: instant(env["SANDBOX_CLOCK"]),
    paymentMethods: typesList(env["SANDBOX_PAYMENT_METHODS"]),
    seed: env["SANDBOX_SEED"],
    webhookJitterMs: millisecondsList(env["SANDBOX_WEBHOOK_JITTER_MS"], "SANDBOX_WEBHOOK_JITTER_MS")?.[0],
    holdsWebhooks: env["SANDBOX_WEBHOOK_HOLD"] === "1",
  });
}
