import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { percentile } from "../measure/statistics";
import { type LoadJob, loadResult } from "./load-job";

const GENERATOR = fileURLToPath(new URL("generator.ts", import.meta.url));

export interface LoadFigures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** Makes load from a process of its own, so that one side's garbage is not collected in the other side's round. */
export async function runLoad(job: LoadJob): Promise<LoadFigures> {
  const child = fork(GENERATOR, [], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<never>((_, reject) => {
    child.once("error", reject);
    // The channel closes after its last message, while a process may be gone before that message is read.
    child.once("disconnect", () => reject(new Error(`The load generator for ${job.scenario} said nothing.`)));
    child.once("exit", (code) => {
      if (code !== 0) reject(new Error(`The load generator for ${job.scenario} ended with ${code}.`));
    });
  });
  ended.catch(() => undefined);
  const answer = new Promise<unknown>((resolve) => child.once("message", resolve));
  child.send(job);
  try {
    const { unitCount, elapsedMs, latenciesMs } = loadResult.parse(await Promise.race([answer, ended]));
    return {
      perSecond: (unitCount * 1000) / elapsedMs,
      p50Ms: percentile(latenciesMs, 50),
      p99Ms: percentile(latenciesMs, 99),
    };
  } finally {
    child.kill();
  }
}
