// PostgreSQL's keeper: its own process in its own group, so that Ctrl-C in a terminal reaches the database
// only after those who use it, and so that it ends in order when whoever started it is killed.
import fs from "node:fs";
import { z } from "zod";
import { findBinaries } from "./binaries";
import { type Cluster, RESTART, startCluster } from "./cluster";
import { serverUser } from "./server-user";

const wishes = z.object({
  dataDir: z.string(),
  port: z.number(),
  superuserPassword: z.string(),
  isDurable: z.boolean(),
  logFile: z.string(),
  sharedFolders: z.array(z.string()),
  removedWhenOrphaned: z.array(z.string()).default([]),
});

const { sharedFolders, removedWhenOrphaned, ...options } = wishes.parse(
  JSON.parse(process.env["REMIT_POSTGRES"] ?? "{}"),
);

async function start(): Promise<Cluster> {
  const user = serverUser();
  const cluster = await startCluster(options, findBinaries(user, sharedFolders), user);
  // A server that ends unasked ends its keeper, and so is noticed.
  void cluster.exited.then(() => {
    if (!isStopping && !isRestarting) process.exit(1);
  });
  return cluster;
}

const isFile = (entry: string) => fs.statSync(entry, { throwIfNoEntry: false })?.isFile() ?? false;

let isStopping = false;
let isRestarting = false;
let isOrphaned = false;
let starting = start();

/** As after the machine lost its power: an immediate shutdown, then a start that recovers. For tests of outages. */
async function restart(): Promise<Cluster> {
  const cluster = await starting;
  isRestarting = true;
  await cluster.crash();
  const restarted = await start();
  isRestarting = false;
  return restarted;
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  if (process.connected)
    process.send?.({ kind: "failed", message }, undefined, undefined, () => process.exit(1));
  else process.exit(1);
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  // A stop that arrives during the start waits for it: ending now would leave a server that nobody keeps.
  const cluster = await starting.catch(() => null);
  await cluster?.stop();
  // Folders hold the data of a run that is thrown away, and can go only now.
  if (isOrphaned) for (const entry of removedWhenOrphaned) fs.rmSync(entry, { recursive: true, force: true });
  process.exit(0);
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.on(signal, () => void stop());
process.on("disconnect", () => {
  isOrphaned = true;
  for (const file of removedWhenOrphaned.filter(isFile)) fs.rmSync(file, { force: true });
  void stop();
});

process.on("message", (message) => {
  if (message !== RESTART) return;
  starting = restart();
  starting.then(() => process.send?.({ kind: "ready" }), fail);
});

starting.then(() => process.connected && process.send?.({ kind: "ready" }), fail);
