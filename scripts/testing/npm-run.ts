import fs from "node:fs";
import path from "node:path";

/** Arguments for Node that run a script of package.json with the npm that runs us. */
export function npmRun(script: string): string[] {
  const beside = path.join(
    path.dirname(process.execPath),
    "..",
    "lib",
    "node_modules",
    "npm",
    "bin",
    "npm-cli.js",
  );
  const npm = process.env["npm_execpath"] ?? beside;
  if (!fs.existsSync(npm)) throw new Error("npm was not found. Start this through npm: npm test.");
  return [npm, "run", "--silent", script];
}
