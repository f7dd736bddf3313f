import { beforeAll, describe, expect, test } from "vitest";
import { aLot, lotsOf, statementOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { captureFor, holdFor, payByCredit, releaseFor } from "@/test/support/pay-by-credit";
import { doJob, WAITING_JOBS, type WaitingJob } from "@/test/support/waiting-jobs";
import { announceExpiry } from "./announce-expiry";
import { expireLots } from "./expire-lots";

const stage = moneyStage();
const DAY_MS = 86_400_000;
const START = new Date("2026-06-01T12:00:00Z");
let today = START;
const clock = { now: () => today };
let shop: Shop;

beforeAll(async () => {
  shop = await aShop({ clock, timeZone: "Pacific/Auckland" });
});

/** Noon in UTC, so many days after the start; in Auckland it is the next day already. */
const wait = (days: number) => {
  today = new Date(START.getTime() + days * DAY_MS);
};

async function withLot(
  amount: bigint,
  expiresOn: string | null,
  kind: "goodwill" | "promotional" = "goodwill",
) {
  const buyer = await shop.customer();
  const { customerId } = buyer.actor;
  const lotId = await aLot(shop, customerId, amount, { expiresOn, kind });
  return { buyer, customerId, lotId };
}

const left = async (customerId: string) => (await lotsOf(customerId)).map(({ remaining }) => remaining);

describe("credit past its last day", () => {
  test("WAL-10: leaves the wallet with an entry that says why, and not a day before its merchant's midnight", async () => {
    wait(0);
    const { customerId } = await withLot(1_000n, "2026-06-03");
    // Ten in the morning UTC of June 3 is ten at night in Auckland, the last day still.
    today = new Date("2026-06-03T11:59:00Z");
    await expireLots(clock, 100);
    expect(await left(customerId)).toEqual([1_000n]);
    today = new Date("2026-06-03T12:01:00Z");
    await expireLots(clock, 100);
    expect(await left(customerId)).toEqual([0n]);
    expect((await statementOf(customerId)).at(-1)).toBe("expired -1000 (0 held) → 0");
    expect(
      await stage.rows(
        `SELECT e.kind, e.reason, array_agg(a.code || ' ' || p.amount_minor ORDER BY p.position) AS postings FROM journal_entry e
           JOIN posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
           WHERE e.id = (SELECT entry_id FROM wallet_movement WHERE customer_id = $1 AND kind = 'expired') GROUP BY e.id, e.kind, e.reason`,
        [customerId],
      ),
    ).toEqual([
      {
        kind: "wallet_expired",
        reason: "Expired on 2026-06-03.",
        postings: [`wallet:${customerId} 1000`, "promotional_credit -1000"],
      },
    ]);
  });

  test("WAL-10: cannot be spent, whether or not the job has run", async () => {
    wait(0);
    const { buyer } = await withLot(15_000n, "2026-06-03");
    const { orderId } = await anOrder(shop, buyer);
    wait(5);
    expect(refused(await payByCredit(buyer, { orderId, amountMinor: 1n }))).toMatchObject({
      code: "insufficient_wallet_balance",
    });
    await expireLots(clock, 100);
    expect(refused(await payByCredit(buyer, { orderId, amountMinor: 1n }))).toMatchObject({
      code: "insufficient_wallet_balance",
    });
  });

  test("expires once, however many workers look, and what never expires stays", async () => {
    wait(0);
    const { customerId } = await withLot(1_000n, "2026-06-03");
    const forever = await withLot(1_000n, null);
    wait(10);
    await Promise.all([expireLots(clock, 100), expireLots(clock, 100), expireLots(clock, 100)]);
    expect((await statementOf(customerId)).filter((line) => line.startsWith("expired"))).toHaveLength(1);
    expect(await left(forever.customerId)).toEqual([1_000n]);
  });

  test("F23: keeps its value where a hold has it, until the hold ends; what is free of it expires", async () => {
    wait(0);
    const { buyer, customerId } = await withLot(10_000n, "2026-06-03");
    const { orderId } = await anOrder(shop, buyer);
    answered(await holdFor(buyer, { orderId, amountMinor: 6_000n }));
    wait(10);
    await expireLots(clock, 100);
    expect(await lotsOf(customerId)).toEqual([{ remaining: 6_000n, held: 6_000n }]);
    expect(await captureFor(buyer, { orderId })).toBe(true);
    expect(await left(customerId)).toEqual([0n]);
  });

  test("F23: expires after all when the hold is given back", async () => {
    wait(0);
    const { buyer, customerId } = await withLot(10_000n, "2026-06-03");
    const { orderId } = await anOrder(shop, buyer);
    answered(await holdFor(buyer, { orderId, amountMinor: 6_000n }));
    wait(10);
    await expireLots(clock, 100);
    await releaseFor(buyer, orderId);
    expect(refused(await holdFor(buyer, { orderId, amountMinor: 1n }))).toMatchObject({
      code: "insufficient_wallet_balance",
    });
    await expireLots(clock, 100);
    expect(await statementOf(customerId)).toEqual([
      "granted 10000 (0 held) → 10000",
      "held 0 (6000 held) → 10000",
      "expired -4000 (0 held) → 6000",
      "released 0 (-6000 held) → 6000",
      "expired -6000 (0 held) → 0",
    ]);
  });

  test("F23: races a spend of the same credit on its last day, and one of them has it", async () => {
    wait(0);
    const { buyer, customerId } = await withLot(12_000n, "2026-06-03");
    const { orderId } = await anOrder(shop, buyer);
    const onLastDay = { ...buyer, clock: { now: () => new Date("2026-06-03T11:00:00Z") } };
    const afterwards = { now: () => new Date("2026-06-04T13:00:00Z") };
    const [paid] = await Promise.all([
      payByCredit(onLastDay, { orderId, amountMinor: 12_000n }),
      expireLots(afterwards, 100),
    ]);
    const kinds = (await statementOf(customerId)).map((line) => line.split(" ")[0]);
    expect(kinds).toEqual(["granted", paid.ok ? "spent" : "expired"]);
  });
});

describe("credit that expires soon", () => {
  const asked = async (lotIds: readonly string[]) =>
    (
      await stage.rows<{ kind: string }>(
        "SELECT payload ->> 'kind' AS kind FROM outbox_job WHERE payload ->> 'lotId' = ANY ($1) ORDER BY id",
        [lotIds],
      )
    ).map(({ kind }) => kind);

  test("is told of 14 and 3 days before its last day, each once", async () => {
    wait(0);
    // June 2 in Auckland; the last day is thirty days later.
    const { lotId } = await withLot(1_000n, "2026-07-02");
    for (let day = 0; day <= 40; day += 1) {
      wait(day);
      await Promise.all([announceExpiry(clock, 100), announceExpiry(clock, 100)]);
      const expected =
        day < 16 ? [] : day < 27 ? ["credit_expiring"] : ["credit_expiring", "credit_expiring_soon"];
      expect(await asked([lotId]), `day ${day}`).toEqual(expected);
    }
  });

  test("is told of in one mail for all that ends on one day, with the sum that is left", async () => {
    wait(0);
    const { customerId, lotId } = await withLot(1_000n, "2026-06-10");
    const second = await aLot(shop, customerId, 550n, { expiresOn: "2026-06-10", kind: "promotional" });
    await announceExpiry(clock, 100);
    expect(await asked([lotId, second])).toEqual(["credit_expiring"]);
    const jobs = await stage.rows<WaitingJob>(WAITING_JOBS);
    for (const job of jobs) await doJob(job);
    for (const job of jobs) await doJob(job);
    const mails = await stage.rows<{ subject: string; text: string }>(
      "SELECT subject, text FROM mail WHERE kind = 'credit_expiring' AND dedupe_key = ANY ($1)",
      [[`credit_expiring:${lotId}`, `credit_expiring:${second}`]],
    );
    expect(mails.map(({ subject }) => subject)).toEqual([
      "$15.50 of your credit can be spent until June 10, 2026",
    ]);
    expect(mails[0]?.text).toContain("/account/wallet");
  });

  test("is not told of when it was spent before the mail was written", async () => {
    wait(0);
    const { buyer, lotId } = await withLot(12_000n, "2026-06-11");
    const { orderId } = await anOrder(shop, buyer);
    await announceExpiry(clock, 100);
    answered(await payByCredit(buyer, { orderId, amountMinor: 12_000n }));
    for (const job of await stage.rows<WaitingJob>(WAITING_JOBS)) await doJob(job);
    expect(
      await stage.rows("SELECT 1 FROM mail WHERE dedupe_key = $1", [`credit_expiring:${lotId}`]),
    ).toEqual([]);
  });
});
