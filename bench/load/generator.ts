// A process that makes load: N connections, each asking again as soon as it was answered, until the time is up.
import pg from "pg";
import { type LoadJob, loadJob, type LoadResult } from "./load-job";
import { NODE_SCENARIOS } from "./node-scenarios";
import { SCENARIOS } from "./scenarios";
import { WALLET_SCENARIOS } from "./wallet-scenarios";

const WARM_UP_MS = 400;

async function generate(job: LoadJob): Promise<LoadResult> {
  const scenario = SCENARIOS[job.scenario] ?? NODE_SCENARIOS[job.scenario] ?? WALLET_SCENARIOS[job.scenario];
  if (scenario === undefined) throw new Error(`There is no scenario ${job.scenario}.`);
  const clients = await Promise.all(
    Array.from({ length: job.clientCount }, async () => {
      const client = new pg.Client({ connectionString: job.connectionString });
      await client.connect();
      return client;
    }),
  );
  const latenciesMs: number[] = [];
  let unitCount = 0;
  const startsAt = performance.now() + WARM_UP_MS;
  const endsAt = startsAt + job.durationMs;
  await Promise.all(
    clients.map(async (client) => {
      const act = scenario(client, job);
      for (let begun = performance.now(); begun < endsAt; begun = performance.now()) {
        const units = await act();
        const ended = performance.now();
        if (begun < startsAt || ended > endsAt) continue;
        unitCount += units;
        latenciesMs.push(ended - begun);
      }
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  return { unitCount, elapsedMs: job.durationMs, latenciesMs };
}

process.once("message", (message: unknown) => {
  void generate(loadJob.parse(message)).then(
    (result) => {
      // Hung up only when all of it is on its way: a long list of latencies takes a while.
      process.send?.(result, undefined, undefined, () => process.disconnect());
    },
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
