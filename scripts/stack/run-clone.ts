import fs from "node:fs";
import path from "node:path";
import { postgresPlace } from "../postgres/postgres-place";
import { stopLeftover } from "../postgres/postmaster";
import { awaitInterruption, type Interruption } from "../supervise/interruption";
import { requireFreePorts } from "../supervise/require-free-ports";
import { createSupervisor, type Supervisor } from "../supervise/supervisor";
import { createProgress, type Progress, seconds } from "../terminal/progress";
import { style } from "../terminal/style";
import { bringUp, type StackOptions } from "./bring-up";
import { claimCluster } from "./claim-cluster";
import { claimHome } from "./claim-home";
import { noteworthy } from "./log-lines";
import { writeManifest } from "./manifest";
import { portsFrom, wantedPorts } from "./ports";
import { loadSecrets } from "./secrets";
import { appUrlOf, type Ports, SANDBOX_STATE } from "./stack-environment";
import { stripeChoice } from "./stripe-choice";
import { welcome } from "./welcome";

export type CloneOptions = {
  deployEnv: "development" | "demo";
  web: "dev" | "start";
  /** Removes the data of earlier runs first. */
  isReset: boolean;
  /** Shows all that the processes print, not only warnings and errors. */
  isVerbose: boolean;
};

/** Runs Remit from this clone until it is interrupted or one of its processes is lost. Sets the exit code. */
export async function runClone(options: CloneOptions): Promise<void> {
  const startedAt = Date.now();
  const interruption = awaitInterruption();
  const progress = createProgress();
  const home = path.resolve(".remit");
  let release: (() => void) | undefined;
  try {
    const ports = portsFrom(process.env);
    release = claimHome(home, appUrlOf(ports));
    const stack = await prepare(options, home, ports);
    await run(stack, options, interruption, progress, startedAt);
  } catch (error) {
    progress.line(`\n${style.red("  ✗")} ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  } finally {
    progress.close();
    release?.();
  }
}

/** Everything that can be found wanting before the first process starts. */
async function prepare(options: CloneOptions, home: string, ports: Ports): Promise<StackOptions> {
  const place = postgresPlace(home);
  await stopLeftover(place.dataDir);
  if (options.isReset) forget(home, place.dataDir);
  const secrets = loadSecrets(home);
  claimCluster(place, secrets.clusterId);
  const stripe = stripeChoice(process.env, secrets.sandbox, appUrlOf(ports));
  await requireFreePorts(wantedPorts(ports, stripe.kind === "sandbox"));
  const { deployEnv, web } = options;
  const manifestFile = path.join(home, "demo.json");
  return {
    home,
    place,
    ports,
    secrets,
    stripe,
    deployEnv,
    web,
    buildDir: ".next",
    isDurable: true,
    manifestFile,
  };
}

async function run(
  stack: StackOptions,
  { isVerbose }: CloneOptions,
  interruption: Interruption,
  progress: Progress,
  startedAt: number,
): Promise<void> {
  let isStopping = false;
  const supervisor = createSupervisor({
    logFolder: path.join(stack.home, "logs"),
    onLine: (name, line) => {
      const shown = isVerbose ? `${style.dim(`  ${name.padEnd(9)}`)} ${line}` : noteworthy(name, line);
      if (shown !== null && !isStopping) progress.line(shown);
    },
  });
  interruption.onSecond(supervisor.hurry);
  progress.line("");
  try {
    await serve(stack, supervisor, interruption, progress, startedAt);
  } finally {
    isStopping = true;
    fs.rmSync(stack.manifestFile, { force: true });
    progress.line(style.dim("\n  Stopping …"));
    await supervisor.stop();
    progress.line(style.dim("  Everything has stopped; the data is kept.\n"));
  }
}

async function serve(
  stack: StackOptions,
  supervisor: Supervisor,
  interruption: Interruption,
  progress: Progress,
  startedAt: number,
): Promise<void> {
  const bringing = bringUp(stack, supervisor, progress);
  // An interruption leaves it behind, and what it then fails of is the stopping.
  bringing.catch(() => {});
  const outcome = await Promise.race([bringing, supervisor.lost, interruption.happened]);
  if (typeof outcome === "string") return;
  writeManifest(stack.manifestFile, outcome.manifest);
  progress.line(welcome(outcome.manifest, seconds(Date.now() - startedAt)));
  await Promise.race([supervisor.lost, interruption.happened]);
}

function forget(home: string, dataDir: string): void {
  fs.rmSync(dataDir, { recursive: true, force: true });
  const isForgotten = (name: string) =>
    name === "secrets.json" || name === "logins.json" || name.startsWith(SANDBOX_STATE);
  for (const name of fs.readdirSync(home).filter(isForgotten)) fs.rmSync(path.join(home, name));
}
