import fs from "node:fs";
import path from "node:path";
import { temporaryPlace } from "../postgres/postgres-place";
import { bringUp, type Stack } from "../stack/bring-up";
import { claimHome } from "../stack/claim-home";
import { writeManifest } from "../stack/manifest";
import { newSecrets } from "../stack/secrets";
import { appUrlOf } from "../stack/stack-environment";
import { freePort } from "../supervise/free-port";
import { createSupervisor, type Supervisor } from "../supervise/supervisor";
import type { Progress } from "../terminal/progress";

export type TestRun = {
  supervisor: Supervisor;
  /**
   * Brings up a Remit of this run's own: its database, ports, sandbox and build. Another supervisor than the run's may
   * change how processes are started; `isDurable` keeps what was committed through a crash of the database.
   */
  bringUp: (changes?: { supervisor?: Supervisor; isDurable?: boolean }) => Promise<Stack>;
};

export const TEST_MANIFEST = path.join(".remit", "test.json");

/**
 * Runs the work with a supervisor and everything an isolated Remit needs, beside a running demo if need be.
 * Whatever the work started is stopped and the database thrown away at its end.
 */
export async function withTestStack(
  progress: Progress,
  work: (run: TestRun) => Promise<void>,
): Promise<void> {
  const home = path.resolve(".remit", "test");
  const ports = { web: await freePort(), sandbox: await freePort(), postgres: await freePort() };
  const release = claimHome(home, appUrlOf(ports));
  fs.rmSync(TEST_MANIFEST, { force: true });
  for (const name of ["logins.json", "sandbox.json"]) fs.rmSync(path.join(home, name), { force: true });
  const place = temporaryPlace();
  const secrets = newSecrets();
  const supervisor = createSupervisor({ logFolder: path.join(home, "logs"), onLine: () => {} });
  try {
    await work({
      supervisor,
      async bringUp(changes = {}) {
        const stack = await bringUp(
          {
            home,
            place,
            ports,
            secrets,
            stripe: { kind: "sandbox", ...secrets.sandbox },
            deployEnv: "test",
            web: "start",
            buildDir: ".next-test",
            isDurable: changes.isDurable ?? false,
            manifestFile: path.resolve(TEST_MANIFEST),
          },
          changes.supervisor ?? supervisor,
          progress,
        );
        writeManifest(TEST_MANIFEST, stack.manifest);
        return stack;
      },
    });
  } finally {
    fs.rmSync(TEST_MANIFEST, { force: true });
    await supervisor.stop();
    place.remove();
    release();
  }
}
