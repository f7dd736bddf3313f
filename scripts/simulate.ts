// npm run simulate                          lives through histories for ten minutes, on every core, and prints the seeds
// npm run simulate -- --histories 100000    that many at most
// npm run simulate -- --minutes 60          for so long at most
// npm run simulate -- --wallets             histories of wallets, without a gateway in them
// npm run simulate -- --seed 42             from a seed on; with --histories 1 this one again
// npm run simulate -- --processes 1 --app-url … --owner-url …   on an empty migrated database that is there already
import { spawn } from "node:child_process";
import os from "node:os";
import { parseArgs } from "node:util";
import { withMigratedDatabase as withDatabaseOfItsOwn } from "./database/with-migrated-database";
import { runScript } from "./run-script";

// What the product logs of its own crashes would bury what is printed here.
process.env["LOG_LEVEL"] ??= "silent";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: "1" },
    histories: { type: "string", default: "100000" },
    minutes: { type: "string", default: "10" },
    processes: { type: "string", default: String(os.availableParallelism()) },
    share: { type: "string" },
    wallets: { type: "boolean", default: false },
    "app-url": { type: "string" },
    "owner-url": { type: "string" },
  },
});

/** The database that was named, or one that exists only meanwhile. */
async function withMigratedDatabase(work: (urls: { appUrl: string; ownerUrl: string }) => Promise<void>) {
  const { "app-url": appUrl, "owner-url": ownerUrl } = values;
  if (appUrl === undefined || ownerUrl === undefined) await withDatabaseOfItsOwn(work);
  else await work({ appUrl, ownerUrl });
}

/** A world holds this many orders before it is left for a fresh one, so that looking at all of its books stays quick. */
const HISTORIES_IN_A_WORLD = 1_000;

/** Lives through one share of the seeds, and answers how many histories that were. */
async function liveShare(share: number, of: number): Promise<number> {
  const { openWorld } = await import("../test/simulation/world");
  const { failureText, liveThrough } = await import("../test/simulation/live-through");
  const total = Math.ceil(Number(values.histories) / of);
  const untilMs = Date.now() + Number(values.minutes) * 60_000;
  const states: Record<string, number> = {};
  let lived = 0;
  await withMigratedDatabase(async (postgres) => {
    const world = await openWorld(postgres);
    try {
      while (lived < total && Date.now() < untilMs) {
        const firstSeed = Number(values.seed) + share * total + lived;
        const count = Math.min(HISTORIES_IN_A_WORLD, total - lived);
        const result = await liveThrough(world, { firstSeed, count, untilMs });
        lived += result.count;
        for (const [state, number] of Object.entries(result.states))
          states[state] = (states[state] ?? 0) + number;
        if (result.broken !== null) throw new Error(failureText(result.broken));
        if (result.offenders.length > 0)
          throw new Error(
            `Seeds ${firstSeed} to ${firstSeed + result.count - 1}: ${result.offenders.join("\n")}`,
          );
        const words = Object.entries(states).map(([state, number]) => `${number} ${state}`);
        console.log(
          `Seeds ${firstSeed} to ${firstSeed + result.count - 1}: no law broken. So far ${words.join(", ")}.`,
        );
      }
    } finally {
      const { closePool } = await import("@/lib/db/pool");
      await closePool();
      await world.close();
    }
  });
  return lived;
}

/** A message may be lost when its process ends at once. */
const answer = (lived: number) =>
  new Promise<void>((resolve) => {
    if (process.send === undefined) resolve();
    else process.send(lived, undefined, undefined, () => resolve());
  });

const tell = (lived: number, of: number) =>
  console.log(
    `${lived} histories of ${values.histories} in ${values.minutes} min at most, over ${of} processes: no law broken.`,
  );

async function liveWalletShare(share: number, of: number): Promise<number> {
  let lived = 0;
  const { liveThroughWallets, walletFailureText } =
    await import("../test/simulation/wallets/simulate-wallet");
  const { booksOffenders } = await import("../test/support/books-offenders");
  const total = Math.ceil(Number(values.histories) / of);
  const untilMs = Date.now() + Number(values.minutes) * 60_000;
  await withMigratedDatabase(async (postgres) => {
    const { setDatabaseEnvironment } = await import("../test/support/database-environment");
    setDatabaseEnvironment(postgres.appUrl);
    const { aShop } = await import("../test/builders/shop");
    const { closePool } = await import("@/lib/db/pool");
    try {
      while (lived < total && Date.now() < untilMs) {
        const firstSeed = Number(values.seed) + share * total + lived;
        const count = Math.min(HISTORIES_IN_A_WORLD, total - lived);
        const result = await liveThroughWallets(await aShop(), { firstSeed, count, untilMs });
        lived += result.count;
        if (result.broken !== null) throw new Error(walletFailureText(result.broken));
        const offenders = await booksOffenders();
        if (offenders.length > 0)
          throw new Error(`Seeds ${firstSeed} to ${firstSeed + result.count - 1}: ${offenders.join("\n")}`);
        console.log(`Wallets, seeds ${firstSeed} to ${firstSeed + result.count - 1}: no law broken.`);
      }
    } finally {
      await closePool();
    }
  });
  return lived;
}

/** Each share is a process with a database and a sandbox of its own. The first failure ends them all. */
async function liveOnAllCores(of: number): Promise<void> {
  const children = Array.from({ length: of }, (_, share) =>
    spawn(
      process.execPath,
      ["--import", "tsx", ...process.argv.slice(1), "--share", `${share}`, "--processes", `${of}`],
      { stdio: ["inherit", "inherit", "inherit", "ipc"] },
    ),
  );
  let lived = 0;
  for (const child of children) child.on("message", (count) => (lived += Number(count)));
  const codes = await Promise.all(
    children.map(
      (child) =>
        new Promise<number | null>((resolve) => {
          child.on("exit", (code) => {
            if (code !== 0) for (const other of children) if (other.exitCode === null) other.kill();
            resolve(code);
          });
        }),
    ),
  );
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
  else tell(lived, of);
}

await runScript(async () => {
  const processes = Math.min(Number(values.processes), Number(values.histories));
  const live = values.wallets ? liveWalletShare : liveShare;
  if (values.share !== undefined) await answer(await live(Number(values.share), processes));
  else if (processes === 1) tell(await live(0, 1), 1);
  else await liveOnAllCores(processes);
});
process.exit();
