import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commandLineOf, untilGone } from "../postgres/postmaster";
import { createSupervisor, type Supervisor } from "./supervisor";

let folder = "";
let journal = "";
let supervisor: Supervisor;
let shown: string[] = [];

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "remit-supervisor-"));
  journal = path.join(folder, "journal");
  shown = [];
  supervisor = createSupervisor({
    logFolder: folder,
    onLine: (name, line) => shown.push(`${name}: ${line}`),
  });
});
afterEach(async () => {
  supervisor.hurry();
  await supervisor.stop();
  fs.rmSync(folder, { recursive: true, force: true });
}, 60_000);

/** A server that writes into the journal when it is ready and when it has stopped in order. */
function server(name: string): string[] {
  const code = `
    import fs from "node:fs";
    const write = (what) => fs.appendFileSync(${JSON.stringify(journal)}, "${name} " + what + "\\n");
    process.on("SIGTERM", () => setTimeout(() => { write("stopped"); process.exit(0); }, 50));
    setInterval(() => {}, 1000);
    write("ready " + process.pid);
  `;
  const file = path.join(folder, `${name}.mjs`);
  fs.writeFileSync(file, code);
  return [file];
}

async function readyPid(name: string): Promise<number> {
  for (;;) {
    const text = fs.existsSync(journal) ? fs.readFileSync(journal, "utf8") : "";
    const found = new RegExp(`^${name} ready (\\d+)$`, "m").exec(text)?.[1];
    if (found) return Number(found);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const stopsInJournal = () =>
  fs
    .readFileSync(journal, "utf8")
    .split("\n")
    .filter((line) => line.endsWith("stopped"));

describe("createSupervisor", { timeout: 120_000 }, () => {
  test("stops in the reverse order of starting, each in its own time", async () => {
    for (const name of ["first", "second", "third"]) {
      supervisor.start(name, server(name), {});
      await readyPid(name);
    }
    await supervisor.stop();
    expect(stopsInJournal()).toEqual(["third stopped", "second stopped", "first stopped"]);
  });

  test("keeps a Ctrl-C in the terminal from its children, who are in groups of their own", async () => {
    const child = supervisor.start("alone", server("alone"), {});
    const pid = await readyPid("alone");
    expect(pid).toBe(child.pid);
    // The group of a detached process bears its own number; signaling a group that does not exist throws.
    expect(process.kill(-pid, 0)).toBe(true);
  });

  test("reports a server that ends by itself, with its last lines", async () => {
    const file = path.join(folder, "fails.mjs");
    fs.writeFileSync(file, `console.error("the reason"); process.exit(3);`);
    supervisor.start("fails", [file], {});
    await expect(supervisor.lost).rejects.toThrow(/fails ended by itself \(3\)[^]*the reason/);
  });

  test("passes on each line and reports a task that fails", async () => {
    const file = path.join(folder, "task.mjs");
    fs.writeFileSync(file, `console.log("one"); console.log("two"); process.exit(Number(process.env.CODE));`);
    await supervisor.run("task", [file], { CODE: "0" });
    expect(shown).toEqual(["task: one", "task: two"]);
    await expect(supervisor.run("task", [file], { CODE: "4" })).rejects.toThrow(/task failed \(4\)/);
  });

  test("starts nothing once it is stopping", async () => {
    await supervisor.stop();
    expect(() => supervisor.start("late", server("late"), {})).toThrow(/being stopped/);
  });

  test("takes its children with it when it is killed", async () => {
    const url = pathToFileURL(fileURLToPath(new URL("supervisor.ts", import.meta.url))).href;
    const file = path.join(folder, "parent.mts");
    fs.writeFileSync(
      file,
      `const { createSupervisor } = await import(${JSON.stringify(url)});
       const supervisor = createSupervisor({ logFolder: ${JSON.stringify(folder)}, onLine: () => {} });
       supervisor.start("orphan", ${JSON.stringify(server("orphan"))}, {});
       setInterval(() => {}, 1000);`,
    );
    const parent = spawn(process.execPath, ["--import", "tsx", file], { stdio: "inherit" });
    const pid = await readyPid("orphan");
    expect(commandLineOf(pid)).toContain("orphan.mjs");
    parent.kill("SIGKILL");
    await once(parent, "exit");
    expect(await untilGone(pid, 60_000)).toBe(true);
    expect(stopsInJournal()).toEqual(["orphan stopped"]);
  });
});
