import { once } from "node:events";
import path from "node:path";
import { migrate } from "../database/migrate";
import type { PostgresPlace } from "../postgres/postgres-place";
import { startPostgres } from "../postgres/start-postgres";
import type { Supervisor } from "../supervise/supervisor";
import { waitUntilHealthy } from "../supervise/wait-until-healthy";
import type { Progress } from "../terminal/progress";
import { style } from "../terminal/style";
import { buildApplication, isBuildCurrent, NEXT } from "./build-application";
import { deliverWebhooks } from "./deliver-webhooks";
import { type Manifest, readLogins } from "./manifest";
import type { Secrets } from "./secrets";
import { isSeeded, seedDatabase } from "./seed-database";
import { appUrlOf, type Ports, sandboxUrlOf, stackEnvironment } from "./stack-environment";
import type { StripeChoice } from "./stripe-choice";

export type StackOptions = {
  /** Logs, logins and manifest lie here; absolute. */
  home: string;
  place: PostgresPlace;
  ports: Ports;
  secrets: Secrets;
  stripe: StripeChoice;
  deployEnv: "development" | "test" | "demo";
  /** "dev" compiles pages as they are asked for; "start" serves a build. */
  web: "dev" | "start";
  buildDir: string;
  isDurable: boolean;
  /** Removed by the database's keeper when this process is killed. */
  manifestFile: string;
};

export type Stack = { manifest: Manifest; environment: Record<string, string>; ownerUrl: string };

const TSX = ["--import", "tsx"];

/** Brings up everything a working Remit consists of, and resolves when the application says that it is healthy. */
export async function bringUp(
  options: StackOptions,
  supervisor: Supervisor,
  progress: Progress,
): Promise<Stack> {
  const { ports, stripe, secrets, home } = options;
  const postgres = await progress.stage("Starting PostgreSQL", () =>
    startPostgres({
      ...options.place,
      port: ports.postgres,
      database: "remit",
      passwords: secrets.postgres,
      isDurable: options.isDurable,
      logFile: supervisor.logFile("postgres"),
      removedWhenOrphaned: [
        options.manifestFile,
        ...(options.place.folder === undefined ? [] : [options.place.folder]),
      ],
      onSpawn: (child, stop) => supervisor.keep("postgres", child, stop),
    }),
  );
  const environment = stackEnvironment({
    ...options,
    databaseUrl: postgres.appUrl,
    ownerUrl: postgres.ownerUrl,
    nextAuthSecret: secrets.nextAuthSecret,
  });
  // The two cores are kept busy: the database is prepared while the application is built.
  await Promise.all([
    build(options, environment, supervisor, progress),
    prepareData(options, environment, postgres.ownerUrl, supervisor, progress),
  ]);
  await progress.stage("Starting web and worker", () => startApplication(options, environment, supervisor));
  if (stripe.kind === "sandbox") {
    await progress.stage("Delivering webhooks", () =>
      Promise.race([deliverWebhooks(sandboxUrlOf(ports), postgres.ownerUrl), supervisor.lost]),
    );
  }
  const url = appUrlOf(ports);
  const { kind, ...keys } = stripe;
  const manifest: Manifest = {
    url,
    databaseUrl: postgres.appUrl,
    sandbox: kind === "sandbox" ? { url: sandboxUrlOf(ports), ...keys } : null,
    mailboxUrl: `${url}/mailbox`,
    logins: readLogins(home) ?? [],
  };
  return { manifest, environment, ownerUrl: postgres.ownerUrl };
}

async function prepareData(
  { stripe, ports, home }: StackOptions,
  environment: Record<string, string>,
  ownerUrl: string,
  supervisor: Supervisor,
  progress: Progress,
): Promise<void> {
  await progress.stage("Migrating the database", () => migrate(ownerUrl));
  if (stripe.kind === "sandbox") await startSandbox(ports, environment, supervisor, progress);
  if (await isSeeded(ownerUrl, home)) return;
  await progress.stage("Seeding two merchants and their orders", () =>
    seedDatabase(supervisor, environment, ownerUrl, (line) => progress.line(`    ${style.dim(line)}`)),
  );
}

async function build(
  { web, buildDir }: StackOptions,
  environment: Record<string, string>,
  supervisor: Supervisor,
  progress: Progress,
): Promise<void> {
  if (web === "dev" || isBuildCurrent(buildDir)) return;
  await progress.stage("Building the application", () => buildApplication(supervisor, environment));
}

async function startSandbox(
  ports: Ports,
  environment: Record<string, string>,
  supervisor: Supervisor,
  progress: Progress,
): Promise<void> {
  await progress.stage("Starting the payment sandbox", async () => {
    supervisor.start("sandbox", [...TSX, path.join("sandbox", "stripe", "server.ts")], environment);
    await Promise.race([waitUntilHealthy(`${sandboxUrlOf(ports)}/healthz`), supervisor.lost]);
  });
}

async function startApplication(
  { web, ports }: StackOptions,
  environment: Record<string, string>,
  supervisor: Supervisor,
): Promise<void> {
  const nodeEnv = { NODE_ENV: web === "dev" ? "development" : "production" };
  const worker = supervisor.start("worker", [...TSX, path.join("worker", "main.ts")], {
    ...environment,
    ...nodeEnv,
  });
  // It says so itself: nothing listens that could be asked.
  const workerReady = once(worker, "message");
  const args = [NEXT, web, "-p", `${ports.web}`, "-H", "127.0.0.1"];
  supervisor.start("web", args, { ...environment, ...nodeEnv });
  const webHealthy = waitUntilHealthy(`http://127.0.0.1:${ports.web}/api/health`);
  await Promise.race([Promise.all([workerReady, webHealthy]), supervisor.lost]);
}
