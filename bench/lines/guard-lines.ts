import { fileURLToPath } from "node:url";
import { z } from "zod";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import { startInstantGateway } from "../stage/instant-gateway";
import { inBenchProcess } from "./in-bench-process";

const RUN = fileURLToPath(new URL("guard-run.ts", import.meta.url));

const side = z.object({ perSecond: z.number(), p50Ms: z.number(), p99Ms: z.number() });
const compared = z.object({ guarded: side, bare: side, ratio: z.number() });
const measured = z.object({ beginning: compared, taking: compared });

/**
 * What the guards cost: a payment begun and a delivery taken in by the product, against the least that leads to the same rows
 * of payment and inbox. There is no product without guards to switch to, so the other side is written here.
 */
export async function guardLines(
  appUrl: string,
  plan: { readonly roundCount: number; readonly orderCount: number },
): Promise<BenchLine[]> {
  const gateway = await startInstantGateway();
  try {
    const { beginning, taking } = measured.parse(
      await inBenchProcess(RUN, [`${plan.roundCount}`, `${plan.orderCount}`], {
        appUrl,
        gatewayUrl: gateway.url,
      }),
    );
    return [
      ratioLine({
        figure: "guards: a payment begun, 20 at once",
        ours: told(beginning.guarded),
        limit: `without ${told(beginning.bare)}`,
        ratio: beginning.ratio,
        atLeast: 0.4,
      }),
      ratioLine({
        figure: "guards: a delivery taken in, 32 at once",
        ours: told(taking.guarded),
        limit: `without ${told(taking.bare)}`,
        ratio: taking.ratio,
        atLeast: 0.9,
      }),
    ];
  } finally {
    await gateway.close();
  }
}
