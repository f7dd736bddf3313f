import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { frozenClock } from "@/test/support/people";
import { eachMovement } from "./each-movement";
import { findLot } from "./find-lot";
import { listLots } from "./list-lots";
import { listMovements } from "./list-movements";
import { NEWEST } from "./sequence-page";
import { walletBalances } from "./wallet-balances";

serviceDatabase();
const clock = frozenClock();
const TODAY = "2026-11-20";
let shop: Shop;
beforeAll(async () => {
  shop = await aShop({ clock });
});

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
type Person = ServiceContext<CustomerActor>;

const give = async (person: Person, amountMinor: bigint, more: object = {}) =>
  answered(
    await adjustWallet(shop.staff("finance_admin"), {
      adjustmentKey: newId(),
      customerId: person.actor.customerId,
      direction: "grant",
      amount: usd(amountMinor),
      reason: "Thank you",
      ...more,
    }),
  );
const take = async (person: Person, amountMinor: bigint) =>
  answered(
    await adjustWallet(shop.staff("finance_admin"), {
      adjustmentKey: newId(),
      customerId: person.actor.customerId,
      direction: "claw_back",
      amount: usd(amountMinor),
      reason: "A mistake",
    }),
  );

const NO_DAYS = { from: null, to: null };
const all = { customerId: null, currency: "USD", days: NO_DAYS, page: NEWEST };
const ALL_LOTS = { customerId: null, currency: "USD" };

describe("what a wallet comes to", () => {
  test("WAL-01: is available, and the part of it that expires soon is told with its first day", async () => {
    const ada = await shop.customer();
    await give(ada, 1_000n, { expiresOn: "2026-12-01" });
    await give(ada, 500n, { expiresOn: "2026-12-20" });
    await give(ada, 250n, { expiresOn: "2026-12-21" });
    await give(ada, 4_000n, { expiresOn: null });
    expect(await walletBalances(ada.actor, { customerId: null, today: TODAY })).toEqual([
      {
        currency: "USD",
        balance: usd(5_750n),
        available: usd(5_750n),
        held: usd(0n),
        frozen: usd(0n),
        overdue: usd(0n),
        expiring: usd(1_500n),
        nextExpiryOn: "2026-12-01",
        pending: usd(0n),
      },
    ]);
    expect(await walletBalances(ada.actor, { customerId: null, today: "2026-12-02" })).toMatchObject([
      { balance: usd(5_750n), available: usd(4_750n), overdue: usd(1_000n), nextExpiryOn: "2026-12-20" },
    ]);
  });

  test("WAL-17: is told for each currency by itself", async () => {
    const ada = await shop.customer();
    await give(ada, 1_000n);
    await give(ada, 0n, { amount: money(900n, "JPY") });
    const balances = await walletBalances(ada.actor, { customerId: null, today: TODAY });
    expect(balances?.map(({ balance }) => balance)).toEqual([money(900n, "JPY"), usd(1_000n)]);
    expect((await listMovements(ada.actor, all))?.rows.map(({ amount }) => amount)).toEqual([usd(1_000n)]);
  });

  test("is nothing for somebody who never had any", async () => {
    const ada = await shop.customer();
    expect(await walletBalances(ada.actor, { customerId: null, today: TODAY })).toEqual([]);
  });
});

describe("the statement of a wallet", () => {
  test("WAL-14: has one line for each act, with reason, actor, running balance and the lots behind it", async () => {
    const ada = await shop.customer();
    await give(ada, 1_000n, { kind: "promotional" });
    await give(ada, 500n);
    await take(ada, 1_200n);
    const rows = (await listMovements(ada.actor, all))?.rows ?? [];
    expect(rows).toMatchObject([
      {
        kind: "clawed_back",
        amount: usd(-1_200n),
        balance: usd(300n),
        reason: "A mistake",
        actorName: "Grace Staff",
      },
      { kind: "granted", amount: usd(500n), balance: usd(1_500n), reason: "Thank you" },
      { kind: "granted", amount: usd(1_000n), balance: usd(1_000n), reason: "Thank you" },
    ]);
    expect(rows[0]?.lots.reduce((sum, { amount }) => sum + amount.amountMinor, 0n)).toBe(-1_200n);
    expect(rows[0]?.lots).toHaveLength(2);
    expect(rows[0]?.entryId).not.toBeNull();
    expect(rows[2]?.lots).toMatchObject([{ kind: "promotional", amount: usd(1_000n) }]);
  });

  test("is paged by a place that new movements do not shift, in both directions", async () => {
    const ada = await shop.customer();
    for (let count = 1n; count <= 7n; count += 1n) await give(ada, count);
    const page = async (from: string | null, direction: "older" | "newer" = "older") => {
      const read = await listMovements(ada.actor, {
        ...all,
        page: { direction, from: from === null ? null : BigInt(from), size: 3 },
      });
      return { ...read, amounts: read?.rows.map(({ amount }) => amount.amountMinor) };
    };
    const first = await page(null);
    expect([first.amounts, first.newer]).toEqual([[7n, 6n, 5n], null]);
    await give(ada, 8n);
    const second = await page(first.older ?? "");
    expect(second.amounts).toEqual([4n, 3n, 2n]);
    const third = await page(second.older ?? "");
    expect([third.amounts, third.older]).toEqual([[1n], null]);
    expect((await page(third.newer ?? "", "newer")).amounts).toEqual([4n, 3n, 2n]);
    const every: bigint[] = [];
    for await (const { amount } of eachMovement(ada.actor, all)) every.push(amount.amountMinor);
    expect(every).toEqual([8n, 7n, 6n, 5n, 4n, 3n, 2n, 1n]);
  });

  test("is narrowed to days of the merchant's zone, both ends included", async () => {
    const ada = await shop.customer();
    await give(ada, 1n);
    clock.advance(24 * 3_600_000);
    await give(ada, 2n);
    const on = async (from: string | null, to: string | null) =>
      (await listMovements(ada.actor, { ...all, days: { from, to } }))?.rows.map(
        ({ amount }) => amount.amountMinor,
      );
    expect(await on(null, TODAY)).toEqual([1n]);
    expect(await on("2026-11-21", null)).toEqual([2n]);
    expect(await on(TODAY, "2026-11-21")).toEqual([2n, 1n]);
    clock.advance(-24 * 3_600_000);
  });
});

describe("explaining a balance", () => {
  test("WAL-04: the lots come to the balance, and each lot's movements to what remains of it", async () => {
    const ada = await shop.customer();
    await give(ada, 1_000n, { restrictions: { productIds: [shop.courseId], minimumOrderMinor: 5_000n } });
    await give(ada, 500n, { expiresOn: null });
    await take(ada, 700n);
    const [balances] = (await walletBalances(ada.actor, { customerId: null, today: TODAY })) ?? [];
    const lots = (await listLots(ada.actor, ALL_LOTS))?.rows ?? [];
    expect(lots.reduce((sum, lot) => sum + lot.remaining.amountMinor, 0n)).toBe(
      balances?.balance.amountMinor,
    );
    for (const { id, remaining } of lots) {
      const lot = await findLot(ada.actor, { lotId: id });
      expect(lot?.movements.at(-1)?.remaining).toEqual(remaining);
      expect(lot?.movements[0]).toMatchObject({
        kind: "granted",
        reason: "Thank you",
        actorName: "Grace Staff",
      });
    }
    expect(lots.find(({ expiresOn }) => expiresOn !== null)).toMatchObject({
      restrictions: { productIds: [shop.courseId], minimumOrderMinor: 5_000n },
      productNames: ["Course"],
      reason: "Thank you",
      origin: { kind: "adjustment" },
    });
  });
});

describe("a wallet", () => {
  test("is its customer's and the merchant's staff's to look into, and nobody else's", async () => {
    const [ada, eve, other] = [await shop.customer(), await shop.customer("Eve"), await aShop({ clock })];
    await give(ada, 1_000n);
    const { customerId } = ada.actor;
    const asked = { ...all, customerId };
    const [lot] = (await listLots(ada.actor, ALL_LOTS))?.rows ?? [];
    const lotId = lot?.id ?? "";
    for (const { actor } of [eve, await other.customer(), shop.system()]) {
      expect(await walletBalances(actor, { customerId, today: TODAY })).toBeNull();
      expect(await listMovements(actor, asked)).toBeNull();
      expect(await listLots(actor, asked)).toBeNull();
      expect(await findLot(actor, { lotId })).toBeNull();
    }
    const stranger = other.staff("finance_admin").actor;
    expect(await walletBalances(stranger, { customerId, today: TODAY })).toEqual([]);
    expect((await listMovements(stranger, asked))?.rows).toEqual([]);
    expect(await findLot(stranger, { lotId })).toBeNull();
    const staff = shop.staff("support").actor;
    expect((await listMovements(staff, asked))?.rows).toHaveLength(1);
    expect(await findLot(staff, { lotId })).toMatchObject({ customerName: "Ada Lovelace" });
  });
});
