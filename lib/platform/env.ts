import { z } from "zod";
import { readSecrets, secretsStamp } from "./secrets-file";
import { isLiveEnvironment, type KeyOffense, keyOffenses } from "./key-modes";

const DEPLOY_ENVS = ["development", "test", "demo", "staging", "production"] as const;

const schema = z.object({
  DEPLOY_ENV: z
    .enum(DEPLOY_ENVS)
    .default("development")
    .describe("Where this runs; shown on every console page."),
  DATABASE_URL: z
    .string()
    .min(1)
    .describe("PostgreSQL as the app role: it cannot update or delete ledger and audit rows."),
  APP_URL: z
    .url()
    .describe("Canonical origin; links in pages and mails start with it, whatever the Host header says."),
  NEXTAUTH_SECRET: z.string().min(32).describe("At least 32 characters; signs the session cookie."),
  STRIPE_SECRET_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, "must start with sk_test_, sk_live_, rk_test_ or rk_live_")
    .describe("Stripe's secret or restricted key."),
  STRIPE_WORKER_KEY: z
    .string()
    .regex(/^(sk|rk)_(test|live)_/, "must start with sk_test_, sk_live_, rk_test_ or rk_live_")
    .optional()
    .describe("A restricted key of the worker's own. Unset: the worker uses STRIPE_SECRET_KEY."),
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_/, "must start with pk_test_ or pk_live_")
    .describe("Stripe's publishable key, sent to the browser."),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, "must start with whsec_")
    .describe("Signing secret of the webhook endpoint."),
  STRIPE_WEBHOOK_SECRET_PREVIOUS: z
    .string()
    .regex(/^whsec_/, "must start with whsec_")
    .optional()
    .describe("The signing secret before, while a rotation lasts: both verify. Unset it once it is unused."),
  STRIPE_API_BASE: z.url().optional().describe("Unset: Stripe itself. Else the sandbox's origin."),
  STRIPE_JS_URL: z.url().optional().describe("Unset: js.stripe.com. Else the sandbox's script."),
  MAIL_TRANSPORT: z
    .string()
    .regex(/^(mailbox|smtps?:\/\/.+)$/, "must be mailbox or smtp://…")
    .default("mailbox")
    .describe("mailbox keeps mails in the database and shows them at /mailbox; smtp:// sends them."),
  MAIL_FROM: z.string().default("Remit <no-reply@localhost>").describe("Sender of mails."),
  SMS_TRANSPORT: z
    .enum(["off", "mailbox", "twilio"])
    .default("off")
    .describe(
      "off sends no text messages; mailbox keeps them and shows them at /mailbox; twilio sends them.",
    ),
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, "must be AC and 32 hexadecimal digits")
    .optional()
    .describe("Twilio's account, when SMS_TRANSPORT is twilio."),
  TWILIO_AUTH_TOKEN: z
    .string()
    .min(32)
    .optional()
    .describe("Twilio's token: sends messages, and verifies what Twilio sends to /api/webhooks/twilio."),
  TWILIO_FROM: z
    .string()
    .regex(/^(\+[1-9]\d{6,14}|MG[0-9a-f]{32})$/, "must be a number such as +15005550006, or MG…")
    .optional()
    .describe("The number or messaging service that texts come from."),
  TWILIO_API_BASE: z.url().optional().describe("Unset: Twilio itself. Else where its API is asked."),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("How much is logged."),
  GATEWAY_REQUESTS_PER_SECOND: z.coerce
    .number()
    .positive()
    .max(10_000)
    .optional()
    .describe("Requests a second to Stripe, per process. Unset: 20 with test keys, 100 with live ones."),
  INGEST_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(3100)
    .describe("Where npm run ingest listens for webhooks."),
  INGEST_HOST: z
    .string()
    .default("127.0.0.1")
    .describe("The address that npm run ingest binds; a proxy that terminates TLS stands before it."),
  INGEST_BATCH_MAX: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000)
    .default(200)
    .describe("How many webhooks npm run ingest stores in one statement at most; 1 stores each by itself."),
  REMIT_SECRETS_FILE: z
    .string()
    .optional()
    .describe(
      "A file with keys and signing secrets that may change while Remit runs; looked at each second.",
    ),
  AUDIT_SIGNING_KEY: z
    .string()
    .optional()
    .describe("Ed25519 key (PKCS8, DER, base64) that signs the audit log. Unset: it is not signed."),
  AUDIT_KEYS_TRUSTED: z
    .string()
    .regex(
      /^[0-9a-f]{32}(,[0-9a-f]{32})*$/,
      "must be ids of keys, 32 hexadecimal digits each, with commas between",
    )
    .optional()
    .describe("Ids of the keys that signed checkpoints before AUDIT_SIGNING_KEY did."),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe("Connections per process."),
});

export type Env = z.infer<typeof schema>;

type Problem = { readonly path: keyof Env; readonly message: string };

/** Values that are each well-formed and together would mix money with play, or hand out what they should keep. */
function contradictions(given: Env): Problem[] {
  const { STRIPE_API_BASE, STRIPE_JS_URL, APP_URL } = given;
  const problems: Problem[] = [...keyOffenses(given)];
  if (given.STRIPE_WEBHOOK_SECRET === given.STRIPE_WEBHOOK_SECRET_PREVIOUS)
    problems.push({
      path: "STRIPE_WEBHOOK_SECRET_PREVIOUS",
      message: "is the same as STRIPE_WEBHOOK_SECRET: unset it",
    });
  if (given.SMS_TRANSPORT === "twilio")
    for (const path of ["TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN", "TWILIO_FROM"] as const)
      if (given[path] === undefined) problems.push({ path, message: "is missing" });
  if (!isLiveEnvironment(given.DEPLOY_ENV)) return problems;
  if (given.SMS_TRANSPORT === "mailbox")
    problems.push({ path: "SMS_TRANSPORT", message: "must be off or twilio in production" });
  if (STRIPE_API_BASE !== undefined)
    problems.push({ path: "STRIPE_API_BASE", message: "must be unset in production" });
  if (STRIPE_JS_URL !== undefined)
    problems.push({ path: "STRIPE_JS_URL", message: "must be unset in production" });
  if (new URL(APP_URL).protocol !== "https:")
    problems.push({ path: "APP_URL", message: "must begin with https:// in production" });
  return problems;
}

/** Name and meaning of each variable, for .env.example and the README's table. */
export function envVariables(): { name: string; meaning: string }[] {
  return Object.entries(schema.shape).map(([name, field]) => ({ name, meaning: field.description ?? "" }));
}

/** @throws Error that names each missing, malformed or contradicting variable, never its value. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  const issues = parsed.success
    ? contradictions(parsed.data)
    : parsed.error.issues.map(({ path, message }) => ({ path: String(path[0]), message }));
  if (parsed.success && issues.length === 0) return parsed.data;
  const problems = issues.map(
    ({ path, message }) => `  ${path}: ${given[path] === undefined ? "is missing" : message}`,
  );
  const reason = parsed.success
    ? `ABORT: this configuration would mix real money with play, so nothing was started. See .env.example.`
    : `The configuration is not complete. See .env.example.`;
  throw new Error(`${reason}\n${problems.join("\n")}`);
}

interface Loaded {
  readonly parsed: Env;
  /** The file's keys as they were read, and which state of the file that was. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly stamp: string | null;
  readonly lookedAtMs: number;
}

const LOOK_INTERVAL_MS = 1_000;

let loaded: Loaded | undefined;

/** Why a changed file is not used, without a value; null when all is well. */
let trouble: string | null = null;

/** @throws Error as parseEnv, and when a file that is named cannot be read. */
function load(): Loaded {
  const file = process.env["REMIT_SECRETS_FILE"];
  const stamp = file ? secretsStamp(file) : null;
  const secrets = file ? readSecrets(file) : {};
  return { parsed: parseEnv({ ...process.env, ...secrets }), secrets, stamp, lookedAtMs: Date.now() };
}

/** Takes over a file that was changed. One that makes no complete configuration is not used: what was there before goes on. */
function reload(before: Loaded, file: string): Loaded {
  const looked = { ...before, lookedAtMs: Date.now() };
  const stamp = secretsStamp(file);
  if (stamp === before.stamp) return looked;
  try {
    const now = load();
    trouble = null;
    process.stderr.write("Keys and secrets were read anew.\n");
    return now;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (trouble !== said) process.stderr.write(`The changed secrets file is not used. ${said}\n`);
    trouble = said;
    return looked;
  }
}

/**
 * The configuration. Read once at first use; keys and secrets of REMIT_SECRETS_FILE anew within a second of their change, so
 * that they are rotated without a restart. Whoever keeps something that was made of it compares by identity.
 */
export function env(): Env {
  loaded ??= load();
  const { REMIT_SECRETS_FILE: file } = loaded.parsed;
  if (file !== undefined && Date.now() - loaded.lookedAtMs >= LOOK_INTERVAL_MS) loaded = reload(loaded, file);
  return loaded.parsed;
}

/** Why a changed file of secrets is not used; null when there is no such file, or all is well with it. */
export function secretsTrouble(): string | null {
  return trouble;
}

/**
 * Keys of the wrong mode, as the process has them now: asked before each payment operation, so that a value that was changed
 * under a running process moves no money either. Costs a few microseconds. Empty: all is well.
 */
export function paymentOffenses(): KeyOffense[] {
  const parsedKeys = env();
  const now: Readonly<Record<string, string | undefined>> = { ...process.env, ...loaded?.secrets };
  return keyOffenses({
    DEPLOY_ENV: now["DEPLOY_ENV"] || parsedKeys.DEPLOY_ENV,
    STRIPE_SECRET_KEY: now["STRIPE_SECRET_KEY"] || parsedKeys.STRIPE_SECRET_KEY,
    STRIPE_PUBLISHABLE_KEY: now["STRIPE_PUBLISHABLE_KEY"] || parsedKeys.STRIPE_PUBLISHABLE_KEY,
    STRIPE_WEBHOOK_SECRET: now["STRIPE_WEBHOOK_SECRET"] || parsedKeys.STRIPE_WEBHOOK_SECRET,
    STRIPE_WEBHOOK_SECRET_PREVIOUS: now["STRIPE_WEBHOOK_SECRET_PREVIOUS"],
    STRIPE_WORKER_KEY: now["STRIPE_WORKER_KEY"],
  });
}

/** Whether events and objects of this installation have to be live ones. */
export function expectsLive(): boolean {
  return isLiveEnvironment(env().DEPLOY_ENV);
}

/** Whether this is `next dev`, which compiles in the browser and needs leave to; a build never is. */
export function isDevServer(): boolean {
  return process.env.NODE_ENV === "development";
}
