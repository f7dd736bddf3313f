import pg from "pg";
import Stripe from "stripe";
import { pool } from "@/lib/db/pool";
import { sha256 } from "@/lib/platform/ids";
import { type RunningSandbox, startSandbox } from "@/sandbox/stripe/server";
import { aShop, type Shop } from "../builders/shop";
import { type GatewayWire, layWire } from "../support/gateway-wire";
import { TERMS, type TermsName } from "./subject";

/** All that lives are lived in: a shop on a real database, the sandbox, and a wire between them that can be bad. */
export interface World {
  readonly shop: Shop;
  readonly termsIds: Readonly<Record<TermsName, string>>;
  readonly sandbox: RunningSandbox;
  readonly wire: GatewayWire;
  /** The gateway as it is, past the wire. */
  readonly stripe: Stripe;
  /** Moves what waits for its time to now, as the application may not. */
  readonly owner: pg.Pool;
  readonly rows: <Row extends pg.QueryResultRow>(sql: string, values: readonly unknown[]) => Promise<Row[]>;
  /** Asks the sandbox's control API. */
  readonly control: (path: string, body: unknown) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** The configuration that the services read, pointing at a world's parts. Must be set before anything of lib is used. */
function setEnvironment(databaseUrl: string, sandbox: RunningSandbox, wire: GatewayWire): void {
  Object.assign(process.env, {
    DEPLOY_ENV: "test",
    DATABASE_URL: databaseUrl,
    DATABASE_POOL_SIZE: "12",
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    MAIL_TRANSPORT: "mailbox",
    LOG_LEVEL: "silent",
    STRIPE_SECRET_KEY: sandbox.secretKey,
    STRIPE_PUBLISHABLE_KEY: sandbox.publishableKey,
    STRIPE_WEBHOOK_SECRET: sandbox.webhookSecret,
    STRIPE_API_BASE: wire.url,
  });
}

/** Opens a world over a migrated database. Events are not delivered by the sandbox: each life delivers its own. */
export async function openWorld(database: { appUrl: string; ownerUrl: string }): Promise<World> {
  const sandbox = await startSandbox({ port: 0, asyncCaptureDelayMs: 3_600_000 });
  const wire = await layWire(sandbox.url);
  setEnvironment(database.appUrl, sandbox, wire);
  const origin = new URL(sandbox.url);
  const stripe = new Stripe(sandbox.secretKey, {
    host: origin.hostname,
    port: Number(origin.port),
    protocol: "http",
    telemetry: false,
  });
  const owner = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  owner.on("error", () => undefined);
  const shop = await aShop();
  const termsIds = {
    net: await shop.terms(TERMS.net),
    thirds: await shop.terms(TERMS.thirds),
    deposit: await shop.terms(TERMS.deposit),
  };
  return {
    shop,
    termsIds,
    sandbox,
    wire,
    stripe,
    owner,
    // Named, so that the server plans each of these once and not thousands of times.
    rows: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[]) =>
      (await pool().query<Row>({ name: sha256(text).slice(0, 32), text, values: [...values] })).rows,
    control: async (path, body) => {
      const response = await fetch(`${sandbox.url}/_sandbox/${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      await response.text();
    },
    close: async () => {
      await owner.end();
      await wire.cut();
      await sandbox.close();
    },
  };
}
