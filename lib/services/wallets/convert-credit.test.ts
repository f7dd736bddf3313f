import { beforeAll, describe, expect, test } from "vitest";
import { type Money, money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { aLot, lotsOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { holdFor } from "@/test/support/pay-by-credit";
import { convertCredit } from "./convert-credit";

const stage = moneyStage();
let shop: Shop;
const finance = () => shop.staff("finance_admin");
const usd = (amount: bigint) => money(amount, "USD");
const jpy = (amount: bigint) => money(amount, "JPY");

beforeAll(async () => {
  shop = await aShop({ paymentAmountMaxMinor: 100_000n });
});

const converting = (
  lotId: string,
  from: Money,
  to: Money,
  changes: { conversionKey?: string; reason?: string } = {},
) => convertCredit(finance(), { conversionKey: newId(), lotId, from, to, reason: "Agreed", ...changes });

const balances = (customerId: string) =>
  stage.rows<{ currency: string; balance: bigint }>(
    `SELECT a.currency, -b.balance_minor AS balance FROM ledger_balance b JOIN ledger_account a ON a.id = b.account_id
       WHERE a.customer_id = $1 AND b.balance_minor <> 0 ORDER BY 1`,
    [customerId],
  );

describe("converting credit", () => {
  test("WAL-17: leaves one wallet and enters the other, once, with an entry; kind, priority and expiry stay", async () => {
    const { customerId } = (await shop.customer()).actor;
    const lotId = await aLot(shop, customerId, 1_000n, {
      kind: "promotional",
      priority: 7,
      expiresOn: "2099-01-01",
    });
    const conversionKey = newId();
    const first = answered(await converting(lotId, usd(400n), jpy(600n), { conversionKey }));
    expect(answered(await converting(lotId, usd(400n), jpy(600n), { conversionKey }))).toEqual(first);
    expect(await balances(customerId)).toEqual([
      { currency: "JPY", balance: 600n },
      { currency: "USD", balance: 600n },
    ]);
    expect(
      await stage.rows(
        "SELECT kind, priority, expires_on::text AS expires_on, origin_kind, origin_id FROM wallet_lot WHERE id = $1",
        [first.lotId],
      ),
    ).toEqual([
      {
        kind: "promotional",
        priority: 7,
        expires_on: "2099-01-01",
        origin_kind: "conversion",
        origin_id: conversionKey,
      },
    ]);
  });

  test("is refused to whoever may not, without a reason, for nothing, within one currency, above the limit", async () => {
    const { customerId } = (await shop.customer()).actor;
    const lotId = await aLot(shop, customerId, 1_000n);
    const command = { conversionKey: newId(), lotId, from: usd(1n), to: jpy(1n), reason: "x" };
    expect(refused(await convertCredit(shop.staff("support"), command))).toMatchObject({
      permission: "wallet.adjust",
    });
    expect(refused(await converting(lotId, usd(1n), jpy(1n), { reason: " " }))).toMatchObject({
      code: "reason_required",
    });
    expect(refused(await converting(lotId, usd(0n), jpy(1n)))).toMatchObject({
      code: "amount_must_be_positive",
    });
    expect(refused(await converting(lotId, usd(1n), usd(1n)))).toMatchObject({ code: "currency_mismatch" });
    expect(refused(await converting(lotId, jpy(1n), usd(1n)))).toMatchObject({ code: "currency_mismatch" });
    expect(refused(await converting(lotId, usd(1n), jpy(100_001n)))).toMatchObject({
      code: "credit_above_limit",
    });
    expect(refused(await converting(lotId, usd(1n), money(1n, "EUR")))).toMatchObject({
      code: "currency_not_enabled",
    });
    expect(refused(await converting(newId(), usd(1n), jpy(1n)))).toMatchObject({
      code: "wallet_lot_not_found",
    });
  });

  test("takes no held credit, and none that is bound to amounts in its currency", async () => {
    const buyer = await shop.customer();
    const { customerId } = buyer.actor;
    const lotId = await aLot(shop, customerId, 1_000n);
    const { orderId } = await anOrder(shop, buyer);
    answered(await holdFor(buyer, { orderId, amountMinor: 700n }));
    expect(refused(await converting(lotId, usd(301n), jpy(1n)))).toEqual({
      kind: "rejected",
      code: "insufficient_wallet_balance",
      available: usd(300n),
    });
    const bound = await aLot(shop, customerId, 1_000n, { restrictions: { minimumOrderMinor: 5_000n } });
    expect(refused(await converting(bound, usd(1n), jpy(1n)))).toEqual({
      kind: "conflict",
      code: "wallet_lot_not_convertible",
    });
  });

  test("crossing each other in both directions under load, loses nothing and deadlocks nobody", async () => {
    const { customerId } = (await shop.customer()).actor;
    const dollars = await aLot(shop, customerId, 2_000n);
    const yen = await aLot(shop, customerId, 2_000n, { currency: "JPY" });
    const results = await Promise.all(
      Array.from({ length: 40 }, (_, index) =>
        index % 2 === 0 ? converting(dollars, usd(50n), jpy(50n)) : converting(yen, jpy(50n), usd(50n)),
      ),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await balances(customerId)).toEqual([
      { currency: "JPY", balance: 2_000n },
      { currency: "USD", balance: 2_000n },
    ]);
    expect((await lotsOf(customerId)).reduce((sum, { remaining }) => sum + remaining, 0n)).toBe(4_000n);
    expect(
      await stage.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"),
    ).toEqual([{ deadlocks: 0n }]);
  }, 60_000);
});
