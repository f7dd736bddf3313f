import { execFile } from "node:child_process";
import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { CRASH_POINTS, type CrashPoint } from "@/lib/platform/crash-point";
import { checkPayments } from "@/lib/jobs/check-payments";
import { aStartedPayment } from "../builders/orders";
import { aShop, type Shop } from "../builders/shop";
import { doJob, WAITING_JOBS, type WaitingJob } from "../support/waiting-jobs";
import { moneyStage } from "../support/money-stage";
import { payAsBrowser } from "../support/pay-as-browser";
import { pool } from "@/lib/db/pool";
import { ACTS, type Assignment } from "./assignment";

const stage = moneyStage({ webhooks: true });
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

type Ending = "killed" | "done";

/** Runs the act in a process of its own that kills itself at a point; "done" when it never came there. */
function runUntil(assignment: Assignment, point: CrashPoint, nth: number): Promise<Ending> {
  const environment = { ...process.env, REMIT_CRASH_AT: `${point}#${nth}`, LOG_LEVEL: "silent" };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ["--import", "tsx", "test/crash/act.ts", JSON.stringify(assignment)],
      { env: environment, timeout: 60_000 },
      (error, out, said) => {
        if (error?.signal === "SIGKILL") resolve("killed");
        else if (error === null && out.includes("done")) resolve("done");
        else reject(new Error(`${assignment.act}: ${error?.message ?? ""} ${said}`));
      },
    );
  });
}

/** The world an act begins in: an order whose payment was begun, and for some acts confirmed and told of. */
async function prepare(act: Assignment["act"]): Promise<Assignment> {
  const buyer = await shop.customer();
  const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, buyer);
  if (["refresh payment", "check payments", "drain inbox"].includes(act))
    await payAsBrowser(stage, clientSecret);
  if (act === "drain inbox") await stage.control("POST", "settle", { balance: false });
  if (act === "check payments")
    await pool().query("UPDATE payment SET next_check_at = now() WHERE id = $1", [paymentId]);
  const { merchantId, loginId, name } = shop.staff("finance_admin").actor;
  const staff = { kind: "staff", role: "finance_admin", merchantId, loginId, name } as const;
  const system = { kind: "system", merchantId: shop.merchantId, name: "crash" } as const;
  return {
    act,
    buyer: buyer.actor,
    staff,
    system,
    orderId,
    paymentId,
    key: newId(),
    productId: shop.courseId,
  };
}

/** What a new process does: the worker's turns, until nothing waits. */
async function recover(): Promise<void> {
  await pool().query("UPDATE operation SET lease_until = now() WHERE lease_until IS NOT NULL");
  await pool().query("UPDATE payment SET next_check_at = now() WHERE next_check_at IS NOT NULL");
  await pool().query(
    "UPDATE webhook_event SET next_attempt_at = now() WHERE state IN ('received', 'failed')",
  );
  await stage.settle();
  for (const job of await stage.rows<WaitingJob>(WAITING_JOBS)) {
    await doJob(job);
    await pool().query("UPDATE outbox_job SET relayed_at = now() WHERE id = $1", [job.id]);
  }
  while (await checkPayments(20));
  await stage.settle();
}

/** Charges at the gateway against entries in the books, and what is still unknown. */
async function expectNothingLostOrDoubled(): Promise<void> {
  const charges = (await stage.stripe.charges.list({ limit: 100 })).data.filter(
    ({ status }) => status === "succeeded",
  );
  const [books] = await stage.rows<{ captured: bigint; unknown: bigint; orders: bigint }>(
    `SELECT (SELECT count(*) FROM journal_entry WHERE kind IN ('payment_captured', 'overpayment_received')) AS captured,
       (SELECT count(*) FROM payment WHERE state IN ('processing', 'outcome_unknown')) AS unknown,
       (SELECT count(*) FROM (SELECT placement_key FROM "order" GROUP BY merchant_id, placement_key HAVING count(*) > 1) t)
         AS orders`,
  );
  expect(books).toEqual({ captured: BigInt(charges.length), unknown: 0n, orders: 0n });
  const perOrder = new Map<string, number>();
  for (const { metadata } of charges)
    perOrder.set(metadata["order_id"] ?? "", (perOrder.get(metadata["order_id"] ?? "") ?? 0) + 1);
  expect([...perOrder.values()].filter((count) => count > 1)).toEqual([]);
}

const AT_MOST = 12;

describe("F01, F02, F06: whenever the process is killed, nothing is lost and nothing doubled", () => {
  const met = new Set<CrashPoint>();

  test.each(ACTS)("%s", { timeout: 240_000 }, async (act) => {
    let kills = 0;
    for (const point of CRASH_POINTS) {
      for (let nth = 1; nth <= AT_MOST; nth += 1) {
        const assignment = await prepare(act);
        const ending = await runUntil(assignment, point, nth);
        if (ending === "killed") {
          kills += 1;
          met.add(point);
        }
        await recover();
        await expectNothingLostOrDoubled();
        // Done again as its caller would, who heard nothing: the same key, the same order.
        if (ending === "killed") expect(await runUntil(assignment, point, 1_000)).toBe("done");
        if (ending === "done") break;
        expect(nth, `${act} comes to ${point} without end`).toBeLessThan(AT_MOST);
      }
    }
    expect(kills, `${act} has crash points`).toBeGreaterThan(0);
    await recover();
    await expectNothingLostOrDoubled();
  });

  test("every crash point was met", () => {
    expect([...met].toSorted()).toEqual([...CRASH_POINTS].toSorted());
  });
});
