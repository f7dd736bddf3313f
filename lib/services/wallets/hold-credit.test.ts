import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { inTransaction } from "@/lib/db/transaction";
import { extendHold, lockHolds, lockHoldsOfOrder } from "@/lib/db/wallet-holds";
import type { ServiceContext } from "../context";
import { aLot, lotsOf, statementOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { captureFor, holdFor, payByCredit, releaseFor } from "@/test/support/pay-by-credit";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

/** Somebody with credit and a course to pay for, which costs 12,000. */
async function atCheckout(...lots: readonly bigint[]) {
  const buyer: ServiceContext<CustomerActor> = await shop.customer();
  const { customerId } = buyer.actor;
  const lotIds: string[] = [];
  for (const amount of lots) lotIds.push(await aLot(shop, customerId, amount));
  const { orderId } = await anOrder(shop, buyer);
  return { buyer, customerId, orderId, lotIds };
}

const entriesOf = (customerId: string) =>
  stage.rows<{ kind: string }>(
    `SELECT DISTINCT e.id, e.kind FROM journal_entry e JOIN posting p ON p.entry_id = e.id
       JOIN ledger_account a ON a.id = p.account_id WHERE a.code = 'wallet:' || $1 ORDER BY e.id`,
    [customerId],
  );

describe("holding credit", () => {
  test("WAL-15: reserves lots in the rule's order, and moves no money", async () => {
    const { buyer, customerId, orderId } = await atCheckout(3_000n, 5_000n);
    const hold = answered(await holdFor(buyer, { orderId, amountMinor: 4_000n }));
    expect(hold.parts.map(({ amountMinor }) => amountMinor)).toEqual([3_000n, 1_000n]);
    expect(await lotsOf(customerId)).toEqual([
      { remaining: 3_000n, held: 3_000n },
      { remaining: 5_000n, held: 1_000n },
    ]);
    expect((await entriesOf(customerId)).map(({ kind }) => kind)).toEqual([
      "wallet_granted",
      "wallet_granted",
    ]);
    expect((await statementOf(customerId)).slice(2)).toEqual([
      "held 0 (3000 held) → 8000",
      "held 0 (1000 held) → 8000",
    ]);
  });

  test("takes nothing that is held already, and says what is free", async () => {
    const { buyer, orderId } = await atCheckout(5_000n);
    answered(await holdFor(buyer, { orderId, amountMinor: 3_000n }));
    const other = await anOrder(shop, buyer);
    expect(refused(await holdFor(buyer, { orderId: other.orderId, amountMinor: 2_001n }))).toEqual({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: money(2_000n, "USD"),
    });
    answered(await holdFor(buyer, { orderId: other.orderId, amountMinor: 2_000n }));
  });

  test("WAL-08: takes the lots that the customer picked", async () => {
    const { buyer, customerId, orderId, lotIds } = await atCheckout(3_000n, 5_000n);
    answered(await holdFor(buyer, { orderId, amountMinor: 2_000n, lotIds: lotIds.slice(1) }));
    expect((await lotsOf(customerId)).map(({ held }) => held)).toEqual([0n, 2_000n]);
  });

  test("does not find another customer's lots, and refuses nothing at all", async () => {
    const { buyer, orderId } = await atCheckout(3_000n);
    const stranger = await atCheckout(3_000n);
    expect(
      refused(await holdFor(buyer, { orderId, amountMinor: 1n, lotIds: stranger.lotIds })),
    ).toMatchObject({ code: "insufficient_wallet_balance", available: money(0n, "USD") });
    expect(refused(await holdFor(buyer, { orderId, amountMinor: 0n }))).toMatchObject({
      code: "amount_must_be_positive",
    });
  });

  test("holds no more than is due", async () => {
    const { buyer, orderId } = await atCheckout(20_000n);
    expect(refused(await holdFor(buyer, { orderId, amountMinor: 12_001n }))).toMatchObject({
      available: money(12_000n, "USD"),
    });
  });

  test("WAL-11: leaves restricted credit alone where its restriction is not met", async () => {
    const { buyer, customerId, orderId } = await atCheckout();
    await aLot(shop, customerId, 5_000n, { restrictions: { productKinds: ["site_placement"] } });
    await aLot(shop, customerId, 5_000n, { restrictions: { minimumOrderMinor: 12_001n } });
    expect(refused(await holdFor(buyer, { orderId, amountMinor: 1n }))).toMatchObject({
      available: money(0n, "USD"),
    });
    await aLot(shop, customerId, 700n, { restrictions: { productKinds: ["course"], firstOrderOnly: true } });
    answered(await holdFor(buyer, { orderId, amountMinor: 700n }));
  });

  test("WAL-11: credit for the first order pays for no second one", async () => {
    const { buyer, customerId, orderId } = await atCheckout();
    await aLot(shop, customerId, 700n, { restrictions: { firstOrderOnly: true } });
    const second = await anOrder(shop, buyer);
    expect(refused(await holdFor(buyer, { orderId: second.orderId, amountMinor: 1n }))).toMatchObject({
      available: money(0n, "USD"),
    });
    answered(await holdFor(buyer, { orderId, amountMinor: 700n }));
  });

  test("reads on past many lots that may not pay", async () => {
    const { buyer, customerId, orderId } = await atCheckout();
    for (let count = 0; count < 80; count += 1)
      await aLot(shop, customerId, 100n, { restrictions: { productKinds: ["subscription"] } });
    await aLot(shop, customerId, 900n);
    answered(await holdFor(buyer, { orderId, amountMinor: 900n }));
  });
});

describe("a hold", () => {
  test("WAL-15, F24: is given back whole when the card part fails, is given up or times out", async () => {
    const { buyer, customerId, orderId } = await atCheckout(3_000n, 5_000n);
    answered(await holdFor(buyer, { orderId, amountMinor: 4_000n }));
    expect(await releaseFor(buyer, orderId)).toBe(true);
    expect(await lotsOf(customerId)).toEqual([
      { remaining: 3_000n, held: 0n },
      { remaining: 5_000n, held: 0n },
    ]);
    expect((await statementOf(customerId)).slice(4)).toEqual([
      "released 0 (-3000 held) → 8000",
      "released 0 (-1000 held) → 8000",
    ]);
    expect(await releaseFor(buyer, orderId)).toBe(false);
    answered(await holdFor(buyer, { orderId, amountMinor: 8_000n }));
  });

  test("WAL-07: is spent when the card part succeeds, and says which lots gave it", async () => {
    const { buyer, customerId, orderId } = await atCheckout(3_000n, 5_000n);
    answered(await holdFor(buyer, { orderId, amountMinor: 4_000n }));
    expect(await captureFor(buyer, { orderId })).toBe(true);
    expect(await lotsOf(customerId)).toEqual([
      { remaining: 0n, held: 0n },
      { remaining: 4_000n, held: 0n },
    ]);
    expect((await statementOf(customerId)).slice(4)).toEqual([
      "captured -3000 (-3000 held) → 5000",
      "captured -1000 (-1000 held) → 4000",
    ]);
    expect(await captureFor(buyer, { orderId })).toBe(false);
  });

  test("is spent in part where less is due by now, and the rest is given back", async () => {
    const { buyer, customerId, orderId } = await atCheckout(3_000n, 5_000n);
    answered(await holdFor(buyer, { orderId, amountMinor: 4_000n }));
    expect(await captureFor(buyer, { orderId, amountMinor: 3_500n })).toBe(true);
    expect(await lotsOf(customerId)).toEqual([
      { remaining: 0n, held: 0n },
      { remaining: 4_500n, held: 0n },
    ]);
  });
});

test("a hold is put off while somebody is at the checkout, never brought forward", async () => {
  const { buyer, orderId } = await atCheckout(3_000n);
  const hold = answered(await holdFor(buyer, { orderId, amountMinor: 1_000n }));
  const later = new Date(hold.expiresAt.getTime() + 60_000);
  const ends = () =>
    inTransaction(async (tx) => {
      expect(await lockHolds(tx, hold.merchantId, [orderId])).toEqual([]);
      return (await lockHoldsOfOrder(tx, hold.merchantId, orderId)).map(({ expiresAt }) => expiresAt);
    });
  await inTransaction((tx) => extendHold(tx, hold, later));
  expect(await ends()).toEqual([later]);
  await inTransaction((tx) => extendHold(tx, hold, hold.expiresAt));
  expect(await ends()).toEqual([later]);
});

describe("credit that covers all", () => {
  test("WAL-14: pays at once, with entry, order and payment on each movement", async () => {
    const { buyer, customerId, orderId } = await atCheckout(15_000n);
    const { paymentId, entryId } = answered(await payByCredit(buyer, { orderId, amountMinor: 12_000n }));
    expect(
      await stage.rows(
        `SELECT kind, amount_minor, entry_id, order_id, payment_id, actor_name FROM wallet_movement
           WHERE customer_id = $1 AND kind = 'spent'`,
        [customerId],
      ),
    ).toEqual([
      {
        kind: "spent",
        amount_minor: -12_000n,
        entry_id: entryId,
        order_id: orderId,
        payment_id: paymentId,
        actor_name: "Ada Lovelace",
      },
    ]);
    expect(await stage.rows(`SELECT state FROM "order" WHERE id = $1`, [orderId])).toEqual([
      { state: "paid" },
    ]);
  });

  test("WAL-17: never comes from credit in another currency", async () => {
    const { buyer, customerId, orderId } = await atCheckout();
    await aLot(shop, customerId, 50_000n, { currency: "JPY" });
    expect(refused(await payByCredit(buyer, { orderId, amountMinor: 1n }))).toMatchObject({
      available: money(0n, "USD"),
    });
  });
});
