import path from "node:path";
import { signingKeyFrom } from "./signing-key-from";
import type { StripeChoice } from "./stripe-choice";

export type Ports = { web: number; sandbox: number; postgres: number };

export type EnvironmentChoices = {
  ports: Ports;
  databaseUrl: string;
  ownerUrl: string;
  nextAuthSecret: string;
  stripe: StripeChoice;
  deployEnv: "development" | "test" | "demo";
  /** Relative to the repository; Next writes its build there. */
  buildDir: string;
  /** Where the seed leaves the logins. */
  home: string;
};

/** The sandbox keeps other files of this name beside it, with endings. */
export const SANDBOX_STATE = "sandbox.json";

export const appUrlOf = (ports: Ports): string => `http://localhost:${ports.web}`;
export const sandboxUrlOf = (ports: Ports): string => `http://127.0.0.1:${ports.sandbox}`;

/** The environment of every process of a run: the same for all, so that none can disagree with another. */
export function stackEnvironment(choices: EnvironmentChoices): Record<string, string> {
  const { ports, stripe } = choices;
  const appUrl = appUrlOf(ports);
  const sandboxUrl = sandboxUrlOf(ports);
  const common = {
    DATABASE_URL: choices.databaseUrl,
    DATABASE_OWNER_URL: choices.ownerUrl,
    APP_URL: appUrl,
    NEXTAUTH_URL: appUrl,
    NEXTAUTH_SECRET: choices.nextAuthSecret,
    AUDIT_SIGNING_KEY: signingKeyFrom(choices.nextAuthSecret),
    DEPLOY_ENV: choices.deployEnv,
    MAIL_TRANSPORT: "mailbox",
    SMS_TRANSPORT: "mailbox",
    MAIL_FROM: process.env["MAIL_FROM"] ?? "Remit <no-reply@remit.example>",
    STRIPE_SECRET_KEY: stripe.secretKey,
    STRIPE_PUBLISHABLE_KEY: stripe.publishableKey,
    STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
    REMIT_BUILD_DIR: choices.buildDir,
    REMIT_HOME: choices.home,
    PORT: `${ports.web}`,
    NEXT_TELEMETRY_DISABLED: "1",
    STRIPE_SUPPRESS_NOTICES: "true",
    TZ: "UTC",
  };
  // Empty, not absent: a value from a developer's .env must not send the sandbox's keys to Stripe or the reverse.
  if (stripe.kind === "stripe") return { ...common, STRIPE_API_BASE: "", STRIPE_JS_URL: "" };
  return {
    ...common,
    STRIPE_API_BASE: sandboxUrl,
    STRIPE_JS_URL: `${sandboxUrl}/stripe.js`,
    SANDBOX_PORT: `${ports.sandbox}`,
    // What the gateway knows must outlive it as the books do, or saved cards and open payments point nowhere.
    SANDBOX_STATE_FILE: path.join(choices.home, SANDBOX_STATE),
    // What the checkout takes today; the sandbox would offer every type it knows.
    SANDBOX_PAYMENT_METHODS: "card",
    // Until the application listens; nothing is lost on a closed door and comes back minutes later.
    SANDBOX_WEBHOOK_HOLD: "1",
    SANDBOX_WEBHOOK_URL: `http://127.0.0.1:${ports.web}/api/webhooks/stripe`,
    SANDBOX_SECRET_KEY: stripe.secretKey,
    SANDBOX_PUBLISHABLE_KEY: stripe.publishableKey,
    SANDBOX_WEBHOOK_SECRET: stripe.webhookSecret,
  };
}
