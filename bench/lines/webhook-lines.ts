import autocannon from "autocannon";
import type { LoadFigures } from "../load/run-load";
import { interleave, medianRatio } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { WebStage } from "../stage/web-stage";
import type { RoundPlan } from "./posting-lines";
import { signedDelivery } from "./signed-delivery";

const CONNECTION_COUNT = 32;
function delivery(secret: string): { body: string; headers: Record<string, string> } {
  const { body, signature } = signedDelivery(secret);
  return { body, headers: { "content-type": "application/json", "stripe-signature": signature } };
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
