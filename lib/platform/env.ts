import { z } from "zod";

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
  STRIPE_PUBLISHABLE_KEY: z
    .string()
    .regex(/^pk_(test|live)_/, "must start with pk_test_ or pk_live_")
    .describe("Stripe's publishable key, sent to the browser."),
  STRIPE_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_/, "must start with whsec_")
    .describe("Signing secret of the webhook endpoint."),
  STRIPE_API_BASE: z.url().optional().describe("Unset: Stripe itself. Else the sandbox's origin."),
  STRIPE_JS_URL: z.url().optional().describe("Unset: js.stripe.com. Else the sandbox's script."),
  MAIL_TRANSPORT: z
    .string()
    .regex(/^(mailbox|smtps?:\/\/.+)$/, "must be mailbox or smtp://…")
    .default("mailbox")
    .describe("mailbox keeps mails in the database and shows them at /mailbox; smtp:// sends them."),
  MAIL_FROM: z.string().default("Remit <no-reply@localhost>").describe("Sender of mails."),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"])
    .default("info")
    .describe("How much is logged."),
  DATABASE_POOL_SIZE: z.coerce
    .number()
    .int()
    .min(2)
    .max(200)
    .default(10)
    .describe("Connections per process."),
});

export type Env = z.infer<typeof schema>;

/** Name and meaning of each variable, for .env.example and the README's table. */
export function envVariables(): { name: string; meaning: string }[] {
  return Object.entries(schema.shape).map(([name, field]) => ({ name, meaning: field.description ?? "" }));
}

/** @throws Error that names each missing or malformed variable, never its value. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return `  ${name}: ${given[name] === undefined ? "is missing" : issue.message}`;
  });
  throw new Error(`The configuration is not complete. See .env.example.\n${problems.join("\n")}`);
}

let parsed: Env | undefined;

/** The configuration, read once at first use. */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}
