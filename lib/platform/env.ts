import { type Env, envSchema } from "./env-schema";
import { readSecrets, secretsStamp } from "./secrets-file";
import { isLiveEnvironment, type KeyOffense, keyOffenses } from "./key-modes";

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
  return Object.entries(envSchema.shape).map(([name, field]) => ({ name, meaning: field.description ?? "" }));
}

/** @throws Error that names each missing, malformed or contradicting variable, never its value. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = envSchema.safeParse(given);
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
