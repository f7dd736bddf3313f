import { z } from "zod";

const DEPLOY_ENVS = ["development", "test", "demo", "staging", "production"] as const;

/** Every variable, what it may be and what it means. */
export const envSchema = z.object({
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

export type Env = z.infer<typeof envSchema>;
