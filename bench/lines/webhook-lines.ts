import { createHmac } from "node:crypto";
import autocannon from "autocannon";
import type { LoadFigures } from "../load/run-load";
import { cheapId } from "../load/load-ids";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { WebStage } from "../stage/web-stage";
import type { RoundPlan } from "./posting-lines";

const CONNECTION_COUNT = 32;
/** As long as a real payment_intent.succeeded. */
const PADDING = "x".repeat(2_400);

function delivery(secret: string): { body: string; headers: Record<string, string> } {
  const seconds = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id: `evt_${cheapId()}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: seconds,
    livemode: false,
    type: "customer.updated",
    data: { object: { id: "cus_bench", object: "customer", metadata: {}, description: PADDING } },
  });
  const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return {
    body,
    headers: { "content-type": "application/json", "stripe-signature": `t=${seconds},v1=${signature}` },
  };
}

/** Sends a new signed event each time, on so many connections. */
export async function fireWebhooks(
  url: string,
  path: string,
  secret: string,
  durationMs: number,
  connectionCount: number = CONNECTION_COUNT,
): Promise<LoadFigures> {
  const result = await autocannon({
    url,
    connections: connectionCount,
    duration: durationMs / 1000,
    requests: [{ method: "POST", path, setupRequest: (request) => ({ ...request, ...delivery(secret) }) }],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} failed.`);
  return { perSecond: result["2xx"] / result.duration, p50Ms: result.latency.p50, p99Ms: result.latency.p99 };
}

/** The product's webhook route against a bare one that verifies and inserts once, in servers of the same kind. */
export async function webhookLines(stage: WebStage, plan: RoundPlan): Promise<BenchLine[]> {
  const secret = stage.environment["STRIPE_WEBHOOK_SECRET"] ?? "";
  const durationMs = plan.durationMs * 2;
  const sides = {
    bare: () => fireWebhooks(stage.bareUrl, "/webhook", secret, durationMs),
    product: () => fireWebhooks(stage.productUrl, "/api/webhooks/stripe", secret, durationMs),
  };
  await sides.bare();
  await sides.product();
  const { bare, product } = await interleave(plan.roundCount, sides);
  return [
    ratioLine({
      figure: "webhook route, 32 connections",
      ours: told(product),
      limit: `bare ${told(bare)}`,
      ratio: medianRatio(product, bare),
      atLeast: 0.9,
    }),
  ];
}
