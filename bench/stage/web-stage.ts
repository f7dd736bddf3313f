import fs from "node:fs";
import path from "node:path";
import { temporaryPlace } from "@/scripts/postgres/postgres-place";
import { bringUp } from "@/scripts/stack/bring-up";
import { NEXT } from "@/scripts/stack/build-application";
import { newSecrets } from "@/scripts/stack/secrets";
import { freePort } from "@/scripts/supervise/free-port";
import type { Supervisor } from "@/scripts/supervise/supervisor";
import { waitUntilHealthy } from "@/scripts/supervise/wait-until-healthy";
import { createProgress } from "@/scripts/terminal/progress";
import { runSql } from "../database/bench-postgres";
import { writeBareApp } from "./bare-app";

/** A build of its own: a running demo or test keeps its own. */
export const BENCH_BUILD = ".next-bench";

export interface WebStage {
  readonly productUrl: string;
  readonly bareUrl: string;
  readonly environment: Readonly<Record<string, string>>;
}

const TWIN = `
  CREATE TABLE bench_webhook_event (LIKE webhook_event INCLUDING DEFAULTS INCLUDING INDEXES);
  GRANT SELECT, INSERT ON bench_webhook_event TO remit_app`;

/** Next writes its build's type folder into tsconfig.json; the bench leaves no trace there. */
async function keepingTsconfig<T>(work: () => Promise<T>): Promise<T> {
  const before = fs.readFileSync("tsconfig.json", "utf8");
  try {
    return await work();
  } finally {
    if (fs.readFileSync("tsconfig.json", "utf8") !== before) fs.writeFileSync("tsconfig.json", before);
  }
}

/**
 * Builds and starts the product (web, worker, sandbox, database at full durability) and the bare application beside it, on
 * the same database. `stopped` releases what outlives the supervisor's processes.
 */
export async function setWebStage(
  supervisor: Supervisor,
  home: string,
): Promise<WebStage & { release: () => void }> {
  const place = temporaryPlace();
  const progress = createProgress();
  const ports = { web: await freePort(), sandbox: await freePort(), postgres: await freePort() };
  const secrets = newSecrets();
  for (const name of ["logins.json", "sandbox.json"]) fs.rmSync(path.join(home, name), { force: true });
  const release = () => {
    progress.close();
    place.remove();
  };
  try {
    const stack = await keepingTsconfig(() =>
      bringUp(
        {
          home,
          place,
          ports,
          secrets,
          stripe: { kind: "sandbox", ...secrets.sandbox },
          deployEnv: "test",
          web: "start",
          buildDir: BENCH_BUILD,
          isDurable: true,
          manifestFile: path.join(home, "manifest.json"),
        },
        supervisor,
        progress,
      ),
    );
    await runSql(stack.ownerUrl, TWIN);
    const folder = path.join(home, "bare");
    writeBareApp(folder);
    const environment = { ...stack.environment, NODE_ENV: "production" };
    await progress.stage("Building the bare application", () =>
      supervisor.run("bare-build", [NEXT, "build", folder], environment, () => {}),
    );
    const port = await freePort();
    supervisor.start("bare", [NEXT, "start", folder, "-p", `${port}`, "-H", "127.0.0.1"], environment);
    const bareUrl = `http://127.0.0.1:${port}`;
    await Promise.race([waitUntilHealthy(bareUrl), supervisor.lost]);
    return { productUrl: `http://127.0.0.1:${ports.web}`, bareUrl, environment: stack.environment, release };
  } catch (error) {
    release();
    throw error;
  }
}
