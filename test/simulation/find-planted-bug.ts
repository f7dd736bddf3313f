import { execFile } from "node:child_process";
import { bundleScript } from "../support/bundle-script";
import type { TestDatabase } from "../support/test-database";
import type { PlantedBug } from "./planted-bugs";

/**
 * Plants a bug in a copy of the code and simulates there, on an empty migrated database. Answers what the simulator said; null
 * when it found nothing.
 */
export async function findPlantedBug(
  bug: PlantedBug,
  { database, histories }: { readonly database: TestDatabase; readonly histories: number },
): Promise<string | null> {
  const simulator = await bundleScript("scripts/simulate.ts", bug.changes);
  const options = {
    processes: "1",
    histories: `${histories}`,
    "app-url": database.appUrl,
    "owner-url": database.ownerUrl,
  };
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  try {
    return await new Promise((resolve, reject) => {
      execFile(process.execPath, [simulator.file, ...args], { timeout: 600_000 }, (error, out, said) => {
        if (error === null) resolve(null);
        else if (said.includes("npm run simulate -- --seed") || said.includes("Seeds ")) resolve(said.trim());
        else reject(new Error(`${bug.name}: the simulator did not run.\n${out}\n${said}`));
      });
    });
  } finally {
    simulator.remove();
  }
}
