import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { PlantedBug } from "./planted-bugs";

/** What the simulator runs on. The rest of the project would only be in the way of a copy. */
const NEEDED = ["lib", "prisma", "sandbox", "scripts", "security", "test", "package.json", "tsconfig.json"];

function plant(bug: PlantedBug, folder: string): void {
  for (const name of NEEDED) fs.cpSync(name, path.join(folder, name), { recursive: true });
  fs.symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
  for (const { file, find, replace } of bug.changes) {
    const text = fs.readFileSync(path.join(folder, file), "utf8");
    if (text.split(find).length !== 2)
      throw new Error(`${bug.name}: ${file} no longer holds, exactly once: ${find}`);
    fs.writeFileSync(
      path.join(folder, file),
      text.replace(find, () => replace),
    );
  }
}

/** Plants a bug in a copy of the code and simulates there. Answers what the simulator said; null when it found nothing. */
export async function findPlantedBug(bug: PlantedBug, histories: number): Promise<string | null> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "remit-planted-"));
  // PostgreSQL runs as another user where we are root, and has to come through.
  fs.chmodSync(folder, 0o755);
  try {
    plant(bug, folder);
    const args = [
      "--import",
      "tsx",
      "scripts/simulate.ts",
      "--processes",
      "1",
      "--histories",
      `${histories}`,
    ];
    return await new Promise((resolve, reject) => {
      execFile(process.execPath, args, { cwd: folder, timeout: 600_000 }, (error, out, said) => {
        if (error === null) resolve(null);
        else if (said.includes("npm run simulate -- --seed") || said.includes("Seeds ")) resolve(said.trim());
        else reject(new Error(`${bug.name}: the simulator did not run.\n${out}\n${said}`));
      });
    });
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
