// node --import tsx bench/sandbox.ts [requests]: how many PaymentIntents the sandbox creates, and what one costs.
// The client is another process; processor time tells what this machine could do if it had nothing else to do.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { startSandbox } from "@/sandbox/stripe/server";
import { percentile } from "./measure/statistics";
import { inKb, inMs, perSecond } from "./report/bench-line";

const WANTED_PER_SECOND = 1_000;
const requestCount = Number(process.argv[2] ?? 5_000);
const CLIENT = fileURLToPath(new URL("load/sandbox-client.ts", import.meta.url));

interface Round {
  readonly perSecond: number;
  readonly processorMs: number;
  readonly heapBytes: number;
}

/** The client's own time for all of its requests, in seconds. */
function drive(url: string, secretKey: string): Promise<number> {
  const client = spawn(process.execPath, ["--import", "tsx", CLIENT, url, secretKey, String(requestCount)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let output = "";
  client.stdout.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  return new Promise((resolve, reject) => {
    client.once("exit", (code) =>
      code === 0 ? resolve(Number(output)) : reject(new Error("The client gave up.")),
    );
  });
}

async function round(url: string, secretKey: string): Promise<Round> {
  const heapBefore = process.memoryUsage().heapUsed;
  const processorBefore = process.cpuUsage();
  const seconds = await drive(url, secretKey);
  const { user, system } = process.cpuUsage(processorBefore);
  return {
    perSecond: requestCount / seconds,
    processorMs: (user + system) / 1_000 / requestCount,
    heapBytes: (process.memoryUsage().heapUsed - heapBefore) / requestCount,
  };
}

const sandbox = await startSandbox({ port: 0 });
try {
  await round(sandbox.url, sandbox.secretKey);
  const rounds: Round[] = [];
  for (let count = 0; count < 3; count += 1) rounds.push(await round(sandbox.url, sandbox.secretKey));
  const median = (read: (one: Round) => number): number => percentile(rounds.map(read), 50);
  const processorMs = median((one) => one.processorMs);
  console.log(
    `PaymentIntents created: ${perSecond(median((one) => one.perSecond))} beside everything else here`,
  );
  console.log(
    `processor time of one: ${inMs(processorMs)}, so ${perSecond(1_000 / processorMs)} on a free core`,
  );
  console.log(`memory that one leaves: ${inKb(median((one) => one.heapBytes))}`);
  const isMet = 1_000 / processorMs >= WANTED_PER_SECOND;
  console.log(`wanted: ${perSecond(WANTED_PER_SECOND)} on a free core: ${isMet ? "met" : "missed"}`);
  process.exitCode = isMet ? 0 : 1;
} finally {
  await sandbox.close();
}
