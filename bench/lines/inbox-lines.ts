import path from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { freePort } from "@/scripts/supervise/free-port";
import type { Supervisor } from "@/scripts/supervise/supervisor";
import { waitUntilHealthy } from "@/scripts/supervise/wait-until-healthy";
import { type BenchLine, perSecond, ratioLine } from "../report/bench-line";
import { startInstantGateway } from "../stage/instant-gateway";
import { BENCH_KEYS, inBenchProcess } from "./in-bench-process";

const RUN = fileURLToPath(new URL("drain-run.ts", import.meta.url));
const drained = z.object({
  eventCount: z.number(),
  orderCount: z.number(),
  drainedMs: z.number(),
  readMs: z.number(),
});
type Drained = z.infer<typeof drained>;

async function drain(
  appUrl: string,
  gatewayUrl: string,
  orderCount: number,
  kind: "instant" | "sandbox",
): Promise<Drained> {
  return drained.parse(await inBenchProcess(RUN, [`${orderCount}`, kind], { appUrl, gatewayUrl }));
}

/** Events applied by the worker's own function, with a gateway that answers at once, and with the sandbox. */
export async function inboxLines(
  appUrl: string,
  supervisor: Supervisor,
  plan: { readonly orderCount: number; readonly sandboxOrderCount: number; readonly postedPerSecond: number },
): Promise<BenchLine[]> {
  const gateway = await startInstantGateway();
  const instant = await drain(appUrl, gateway.url, plan.orderCount, "instant");
  await gateway.close();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const environment = { SANDBOX_PORT: `${port}`, SANDBOX_WEBHOOK_URL: "", ...BENCH_KEYS };
  supervisor.start("sandbox", ["--import", "tsx", path.join("sandbox", "stripe", "server.ts")], environment);
  await Promise.race([waitUntilHealthy(`${url}/healthz`), supervisor.lost]);
  const sandbox = await drain(appUrl, url, plan.sandboxOrderCount, "sandbox");
  const eventsPerSecond = (instant.eventCount * 1000) / instant.drainedMs;
  const payments = (run: Drained) => `${perSecond((run.orderCount * 1000) / run.drainedMs)} payments`;
  return [
    ratioLine({
      figure: "inbox drained, events applied, gateway answers at once",
      ours: `${perSecond(eventsPerSecond)}, of ${payments(instant)}`,
      limit: `postings from Node ${perSecond(plan.postedPerSecond)}`,
      ratio: eventsPerSecond / plan.postedPerSecond,
      atLeast: 0.5,
    }),
    {
      figure: "inbox drained, with the sandbox",
      ours: `${perSecond((sandbox.eventCount * 1000) / sandbox.drainedMs)}, of ${payments(sandbox)}`,
      limit: "",
      ratio: null,
      target: "",
      isMet: null,
    },
  ];
}
