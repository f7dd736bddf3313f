import { Client } from "pg";
import type { Postgres } from "@/scripts/postgres/start-postgres";
import { fillWallets } from "../database/fill-wallets";
import { runLoad } from "../load/run-load";
import { interleave, medianRatio, type Rounds } from "../measure/interleave";
import { type BenchLine, ratioLine, told } from "../report/bench-line";
import type { RoundPlan } from "./posting-lines";

const CLIENT_COUNT = 10;
const FLAT_AT_MOST = 1.5;

/** Whether a spend costs the same: by how long one client waits for one. */
function flatLine(figure: string, ours: Rounds, limit: Rounds): BenchLine {
  const ratio = ours.p50Ms / limit.p50Ms;
  return {
    figure,
    ours: told(ours),
    limit: `one lot ${told(limit)}`,
    ratio,
    target: `≤ ${FLAT_AT_MOST}`,
    isMet: ratio <= FLAT_AT_MOST,
  };
}

function bareLine(
  figure: string,
  { ours, bare }: { readonly ours: Rounds; readonly bare: Rounds },
): BenchLine {
  const limit = `lock, lot, entry ${told(bare)}`;
  return ratioLine({ figure, ours: told(ours), limit, ratio: medianRatio(ours, bare), atLeast: 0.5 });
}

/** What spending credit costs: beside what no spend can do without, and as wallets get many lots and a long past. */
export async function walletLines(
  postgres: Postgres,
  plan: RoundPlan & { readonly walletCount: number; readonly movementCount: number },
): Promise<BenchLine[]> {
  const superuser = new Client({ connectionString: postgres.superuserUrl });
  await superuser.connect();
  const wallets = await fillWallets(superuser, plan);
  await superuser.end();
  const side = (scenario: string, customerIds: readonly string[], clientCount: number) => () =>
    runLoad({
      connectionString: postgres.appUrl,
      scenario,
      clientCount,
      durationMs: plan.durationMs,
      merchantId: wallets.merchantId,
      sharedAccountId: customerIds[0] ?? "",
      accountIds: [...customerIds],
    });
  const { withLots, old, customerIds } = wallets;
  const many = await interleave(plan.roundCount, {
    ours: side("wallet spend", customerIds, CLIENT_COUNT),
    bare: side("bare wallet spend", customerIds, CLIENT_COUNT),
  });
  const hot = await interleave(plan.roundCount, {
    ours: side("wallet spend", customerIds.slice(0, 1), CLIENT_COUNT),
    bare: side("bare wallet spend", customerIds.slice(0, 1), CLIENT_COUNT),
  });
  const flat = await interleave(plan.roundCount, {
    one: side("wallet spend", [withLots[1]], 1),
    ten: side("wallet spend", [withLots[10]], 1),
    thousand: side("wallet spend", [withLots[1_000]], 1),
    old: side("wallet spend", [old], 1),
  });
  const count = plan.walletCount.toLocaleString("en-US");
  return [
    bareLine(`credit spent from ${count} wallets, pool of ${CLIENT_COUNT}`, many),
    bareLine("the same from one hot wallet", hot),
    flatLine("a spend with 10 lots", flat.ten, flat.one),
    flatLine("a spend with 1,000 lots", flat.thousand, flat.one),
    flatLine(`a spend after ${plan.movementCount.toLocaleString("en-US")} movements`, flat.old, flat.one),
  ];
}
