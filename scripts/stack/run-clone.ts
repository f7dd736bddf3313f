import fs from "node:fs";
import path from "node:path";
import { postgresPlace } from "../postgres/postgres-place";
import { stopLeftover } from "../postgres/postmaster";
import { awaitInterruption } from "../supervise/interruption";
import { requireFreePorts } from "../supervise/require-free-ports";
import { createSupervisor } from "../supervise/supervisor";
import { createProgress, seconds } from "../terminal/progress";
import { style } from "../terminal/style";
import { bringUp } from "./bring-up";
import { claimCluster } from "./claim-cluster";
import { claimHome } from "./claim-home";
import { noteworthy } from "./log-lines";
import { writeManifest } from "./manifest";
import { loadSecrets } from "./secrets";
import { appUrlOf, type Ports } from "./stack-environment";
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
  const home = path.resolve(".remit");
  const manifestFile = path.join(home, "demo.json");
  const progress = createProgress();
  let release = () => {};
  let stop = async () => {};
  try {
    const ports = portsFrom(process.env);
    release = claimHome(home, appUrlOf(ports));
    const place = postgresPlace(home);
    await stopLeftover(place.dataDir);
    if (options.isReset) forget(home, place.dataDir);
    const secrets = loadSecrets(home);
    claimCluster(place, secrets.clusterId);
    const stripe = stripeChoice(process.env, secrets.sandbox, appUrlOf(ports));
    await requireFreePorts(wantedPorts(ports, stripe.kind === "sandbox"));

    let isStopping = false;
    const supervisor = createSupervisor({
      logFolder: path.join(home, "logs"),
      onLine: (name, line) => {
        const shown = options.isVerbose
          ? `${style.dim(`  ${name.padEnd(9)}`)} ${line}`
          : noteworthy(name, line);
        if (shown !== null && !isStopping) progress.line(shown);
      },
    });
    interruption.onSecond(supervisor.hurry);
    stop = async () => {
      isStopping = true;
      fs.rmSync(manifestFile, { force: true });
      progress.line(style.dim("\n  Stopping …"));
      await supervisor.stop();
      progress.line(style.dim("  Everything has stopped; the data is kept.\n"));
    };

    progress.line("");
    const bringing = bringUp(
      { ...options, home, place, ports, secrets, stripe, buildDir: ".next", isDurable: true, manifestFile },
      supervisor,
      progress,
    );
    bringing.catch(() => {});
    const stack = await Promise.race([bringing, supervisor.lost, interruption.happened]);
    if (typeof stack === "string") return;
    writeManifest(manifestFile, stack.manifest);
    progress.line(welcome(stack.manifest, seconds(Date.now() - startedAt)));
    await Promise.race([supervisor.lost, interruption.happened]);
  } catch (error) {
    progress.line(`\n${style.red("  ✗")} ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await stop();
    progress.close();
    release();
  }
}

function portsFrom(source: NodeJS.ProcessEnv): Ports {
  const read = (name: string, fallback: number) => {
    const port = Number(source[name] || fallback);
    if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
    throw new Error(`${name}=${source[name]} is not a port (1 to 65535).`);
  };
  return { web: read("PORT", 3000), sandbox: read("SANDBOX_PORT", 4242), postgres: read("PG_PORT", 55_450) };
}

function wantedPorts(ports: Ports, hasSandbox: boolean) {
  return [
    { port: ports.web, purpose: "web", variable: "PORT" },
    ...(hasSandbox ? [{ port: ports.sandbox, purpose: "payment sandbox", variable: "SANDBOX_PORT" }] : []),
    { port: ports.postgres, purpose: "PostgreSQL", variable: "PG_PORT" },
  ];
}

function forget(home: string, dataDir: string): void {
  fs.rmSync(dataDir, { recursive: true, force: true });
  for (const name of ["secrets.json", "logins.json"]) fs.rmSync(path.join(home, name), { force: true });
}
