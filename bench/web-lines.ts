import path from "node:path";
import type { Supervisor } from "@/scripts/supervise/supervisor";
import { closePool } from "@/lib/db/pool";
import { checkoutLines } from "./lines/checkout-lines";
import { pageLines } from "./lines/page-lines";
import { ingestLines } from "./lines/ingest-lines";
import type { RoundPlan } from "./lines/posting-lines";
import { webhookLines } from "./lines/webhook-lines";
import type { BenchLine } from "./report/bench-line";
import { openBenchShop } from "./shop/bench-shop";
import { setWebStage } from "./stage/web-stage";

const CUSTOMERS_AT_ONCE = 20;

/** Everything that needs the built product: its routes, its worker and its pages. */
export async function webLines(
  supervisor: Supervisor,
  plan: RoundPlan,
  tell: (lines: readonly BenchLine[]) => void,
): Promise<void> {
  const stage = await setWebStage(supervisor, path.resolve(".remit", "bench"));
  try {
    Object.assign(process.env, stage.environment);
    const shop = await openBenchShop(CUSTOMERS_AT_ONCE);
    tell(await pageLines(stage, shop));
    tell(await checkoutLines(shop, plan.roundCount));
    tell(await webhookLines(stage, plan));
    tell(await ingestLines(supervisor, stage, plan));
  } finally {
    await closePool();
    await supervisor.stop();
    stage.release();
  }
}
