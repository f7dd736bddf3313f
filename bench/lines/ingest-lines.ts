import path from "node:path";
import { fileURLToPath } from "node:url";
import { freePort } from "@/scripts/supervise/free-port";
import type { Supervisor } from "@/scripts/supervise/supervisor";
import { waitUntilHealthy } from "@/scripts/supervise/wait-until-healthy";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { WebStage } from "../stage/web-stage";
import type { RoundPlan } from "./posting-lines";
import { fireWebhooks } from "./webhook-lines";

const BARE = fileURLToPath(new URL("../stage/bare-listener.mjs", import.meta.url));
const CONNECTION_COUNT = 128;

/** The receiver behind a bare listener, storing each event by itself and together, against the least code that does the same. */
export async function ingestLines(
  supervisor: Supervisor,
  stage: WebStage,
  plan: RoundPlan,
): Promise<BenchLine[]> {
  const secret = stage.environment["STRIPE_WEBHOOK_SECRET"] ?? "";
  const start = async (
    name: string,
    args: readonly string[],
    environment: Readonly<Record<string, string>>,
  ) => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    supervisor.start(name, [...args], { ...stage.environment, ...environment, INGEST_PORT: `${port}` });
    await Promise.race([waitUntilHealthy(`${url}/live`), supervisor.lost]);
    return url;
  };
  const product = ["--import", "tsx", path.join("worker", "ingest.ts")];
  const urls = {
    bare: await start("bare-listener", [BARE], {}),
    lean: await start("ingest-lean", product, { INGEST_BATCH_MAX: "1" }),
    batched: await start("ingest", product, { INGEST_BATCH_MAX: "200" }),
  };
  const fire = (url: string) => () =>
    fireWebhooks(url, "/api/webhooks/stripe", secret, plan.durationMs * 2, CONNECTION_COUNT);
  const sides = { bare: fire(urls.bare), lean: fire(urls.lean), batched: fire(urls.batched) };
  for (const warmUp of Object.values(sides)) await warmUp();
  const { bare, lean, batched } = await interleave(plan.roundCount, sides);
  const limit = `bare node:http ${told(bare)}`;
  return [
    ratioLine({
      figure: "npm run ingest, each event stored by itself, 128 connections",
      ours: told(lean),
      limit,
      ratio: medianRatio(lean, bare),
      atLeast: 0.9,
    }),
    ratioLine({
      figure: "npm run ingest, stored together, 128 connections",
      ours: told(batched),
      limit,
      ratio: medianRatio(batched, bare),
      atLeast: 1.3,
    }),
  ];
}
