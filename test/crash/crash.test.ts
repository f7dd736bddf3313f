import { execFile } from "node:child_process";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { pool } from "@/lib/db/pool";
import { money } from "@/lib/domain/money/money";
import { checkPayments } from "@/lib/jobs/check-payments";
import { CRASH_POINTS, type CrashPoint } from "@/lib/platform/crash-point";
import { newId } from "@/lib/platform/ids";
import { recordManualPayment } from "@/lib/services/manual-payments/record-manual-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { aLot } from "../builders/credit";
import { anOrder } from "../builders/orders";
import { aShop, type Shop } from "../builders/shop";
import { answered } from "../support/answered";
import { type BundledScript, bundleScript } from "../support/bundle-script";
import { moneyStage } from "../support/money-stage";
import { payAsBrowser } from "../support/pay-as-browser";
import { doJob, WAITING_JOBS, type WaitingJob } from "../support/waiting-jobs";
import { CREDIT, doAct, PRICE_MINOR, RECEIVED_ON } from "./acts";
import { type Act, ACTS, type Assignment } from "./assignment";
import { EFFECTS } from "./effects";

const stage = moneyStage({ webhooks: true });
let shop: Shop;
let script: BundledScript;
/** Terms of three monthly parts, the first of them at once. */
let thirdsId: string;

beforeAll(async () => {
  script = await bundleScript("test/crash/act.ts");
  shop = await aShop();
  thirdsId = await shop.terms({
    kind: "installments",
    count: 3,
    unit: "month",
    every: 1,
    starts: "at_once",
    firstShareBasisPoints: 0,
    feeBasisPoints: 0,
    feeMinor: 0n,
  });
});
afterAll(() => script.remove());

type Counts = Readonly<Record<CrashPoint, number>>;

const countsSchema = z.record(z.enum(CRASH_POINTS), z.number());

/** Runs the act in a process of its own. Answers how often it came to each crash point; null when it died at the one it was told. */
function runInProcess(assignment: Assignment, crashAt?: string): Promise<Counts | null> {
  const { REMIT_CRASH_AT: _none, ...inherited } = process.env;
  const env = {
    ...inherited,
    LOG_LEVEL: "silent",
    ...(crashAt === undefined ? {} : { REMIT_CRASH_AT: crashAt }),
  };
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      [script.file, JSON.stringify(assignment)],
      { env, timeout: 60_000 },
      (error, out, said) => {
        if (error?.signal === "SIGKILL") resolve(null);
        else if (error === null) resolve(countsSchema.parse(JSON.parse(out)));
        else reject(new Error(`${assignment.act}: ${error.message} ${said}`));
      },
    );
  });
}

type Given = Partial<Pick<Assignment, "subjectId" | "now">>;
type Buyer = Awaited<ReturnType<Shop["customer"]>>;

async function idOf(sql: string, value: string): Promise<string> {
  const [row] = await stage.rows<{ id: string }>(sql, [value]);
  if (row === undefined) throw new Error(`There is none: ${sql}`);
  return row.id;
}

/** What some acts need beside an order whose payment was begun. */
const PREPARED: Partial<
  Readonly<Record<Act, (buyer: Buyer, order: { orderId: string; clientSecret: string }) => Promise<Given>>>
> = {
  "place order on terms": async () => ({ subjectId: thirdsId }),
  "fall due": async (_, { orderId }) => {
    const subjectId = await idOf("SELECT id FROM installment WHERE order_id = $1 AND position = 2", orderId);
    return { subjectId, now: new Date(Date.now() + 40 * 86_400_000) };
  },
  "pay with credit": async ({ actor }) => ({ subjectId: await aLot(shop, actor.customerId, PRICE_MINOR) }),
  "convert credit": async ({ actor }) => ({ subjectId: await aLot(shop, actor.customerId, 2_000n) }),
  "verify manual payment": async ({ actor }, { orderId }) => {
    const recorded = await recordManualPayment(shop.staff("billing_ops"), {
      recordKey: newId(),
      customerId: actor.customerId,
      method: "check",
      amount: money(PRICE_MINOR, "USD"),
      receivedOn: RECEIVED_ON,
      reference: "1042",
      note: "",
      parts: [{ orderId, amountMinor: PRICE_MINOR }],
      evidence: null,
    });
    return { subjectId: answered(recorded).manualPaymentId };
  },
  "issue credit note": async (_, { orderId }) => ({
    subjectId: await idOf("SELECT id FROM invoice WHERE order_id = $1", orderId),
  }),
  "refresh payment": async (_, { clientSecret }) => (await payAsBrowser(stage, clientSecret), {}),
  "check payments": async (_, { orderId, clientSecret }) => {
    await payAsBrowser(stage, clientSecret);
    await pool().query("UPDATE payment SET next_check_at = now() WHERE order_id = $1", [orderId]);
    return {};
  },
  "drain inbox": async (_, { clientSecret }) => {
    await payAsBrowser(stage, clientSecret);
    await stage.control("POST", "settle", { balance: false });
    return {};
  },
};

/** Acts around which credit is held, spent or given back beside a card; the first of them holds it itself. */
const BESIDE_CREDIT: readonly Act[] = ["start payment", "refresh payment", "void payment"];

/** Acts about an order that nobody has begun to pay by card. */
const WITHOUT_PAYMENT: readonly Act[] = ["pay with credit"];

const roleOf = (act: Act) =>
  act === "verify manual payment"
    ? "finance_approver"
    : act === "record manual payment"
      ? "billing_ops"
      : "finance_admin";

/** The world an act begins in: an order whose payment was begun, and for some acts confirmed and told of. */
async function prepare(act: Act): Promise<Assignment> {
  const buyer = await shop.customer();
  const { orderId } = await anOrder(shop, buyer, act === "fall due" ? { termsId: thirdsId } : {});
  if (BESIDE_CREDIT.includes(act)) await aLot(shop, buyer.actor.customerId, CREDIT.amountMinor);
  const credit = BESIDE_CREDIT.slice(1).includes(act) ? { credit: CREDIT } : {};
  const started = WITHOUT_PAYMENT.includes(act)
    ? { paymentId: newId(), clientSecret: "" }
    : answered(await startPayment(buyer, { orderId, saveMethod: false, ...credit }));
  const { paymentId, clientSecret } = started;
  const role = roleOf(act);
  const { merchantId, loginId, name } = shop.staff(role).actor;
  return {
    act,
    buyer: buyer.actor,
    staff: { kind: "staff", role, merchantId, loginId, name },
    system: { kind: "system", merchantId, name: "crash" },
    orderId,
    paymentId,
    subjectId: newId(),
    key: newId(),
    productId: shop.courseId,
    now: null,
    ...(await PREPARED[act]?.(buyer, { orderId, clientSecret })),
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
    `SELECT (SELECT count(*) FROM journal_entry e JOIN payment p ON p.merchant_id = e.merchant_id AND p.id = e.payment_id
         AND p.gateway = 'stripe' WHERE e.kind IN ('payment_captured', 'overpayment_received')) AS captured,
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

/** However often it was tried, it is done once. */
async function expectDoneOnce({ act, orderId, key, subjectId, buyer }: Assignment): Promise<void> {
  const sql = EFFECTS[act];
  if (sql === undefined) return;
  const given = "SELECT $1::uuid, $2::text, $3::uuid, $4::uuid";
  const text = `WITH given AS (${given}) ${sql}`;
  expect(await stage.rows(text, [orderId, key, subjectId, buyer.customerId]), act).toHaveLength(1);
}

describe("F01, F02, F06: whenever the process is killed, nothing is lost and nothing doubled", () => {
  const met = new Set<CrashPoint>();

  test.each(ACTS)("%s", { timeout: 240_000 }, async (act) => {
    const whole = await prepare(act);
    const counts = await runInProcess(whole);
    await recover();
    await expectDoneOnce(whole);
    for (const point of CRASH_POINTS) {
      for (let nth = 1; nth <= (counts?.[point] ?? 0); nth += 1) {
        const assignment = await prepare(act);
        expect(await runInProcess(assignment, `${point}#${nth}`), `${act} is killed at ${point}`).toBeNull();
        met.add(point);
        await recover();
        await expectNothingLostOrDoubled();
        // Done again as its caller would, who heard nothing: in another process, with the same key, about the same order.
        await doAct(assignment);
        await recover();
        await expectDoneOnce(assignment);
      }
    }
    expect(counts?.["transaction.before_commit"], `${act} has crash points`).toBeGreaterThan(0);
    await expectNothingLostOrDoubled();
  });

  test("every crash point was met", () => {
    expect([...met].toSorted()).toEqual([...CRASH_POINTS].toSorted());
  });
});
