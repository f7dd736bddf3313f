// Fails when package-lock.json holds a version below the floor that known vulnerabilities set.
import fs from "node:fs";
import { z } from "zod";
import { runScript } from "./run-script";
import { belowFloor } from "./testing/version-floors";

const lock = z.object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) });

await runScript(async () => {
  const { packages } = lock.parse(
    JSON.parse(fs.readFileSync(process.argv[2] ?? "package-lock.json", "utf8")),
  );
  const found = belowFloor(packages);
  if (found.length > 0)
    throw new Error(`Versions with known vulnerabilities or untested mixtures:\n  ${found.join("\n  ")}`);
  console.log("No version is below its floor.");
});
