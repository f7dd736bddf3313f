import { beforeAll, describe, expect, test } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { money } from "@/lib/domain/money/money";
import { walletRefunded } from "@/lib/domain/ledger/wallet-entries";
import { newId } from "@/lib/platform/ids";
import { statementOf } from "@/test/builders/credit";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { captureFor, holdFor, payByCredit } from "@/test/support/pay-by-credit";
import { postEntries } from "../ledger/post-entries";
import { freezeLots } from "./freeze-lots";
import { grantLots } from "./grant-lots";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

/** Somebody with 15,000 that a payment brought. */
async function toppedUp() {
  const buyer = await shop.customer();
  const { customerId } = buyer.actor;
  const paymentId = newId();
  const amount = money(15_000n, "USD");
  await inTransaction(async (tx) => {
    const entry = walletRefunded({
      customerId,
      refundId: paymentId,
      amount,
      from: "unapplied_cash",
      occurredAt: new Date(),
    });
    const [posted] = await postEntries(tx, shop.system(), [entry]);
    await grantLots(tx, shop.system(), [
      {
        customerId,
        currency: "USD",
        kind: "top_up",
        amountMinor: 15_000n,
        priority: 40,
        expiresOn: null,
        restrictions: {},
        isRefundable: true,
        originKind: "payment",
        originId: paymentId,
        facts: { entryId: posted?.entryId ?? null, paymentId },
      },
    ]);
  });
  const { orderId } = await anOrder(shop, buyer);
  return { buyer, customerId, paymentId, orderId };
}

const acting = (paymentId: string, act: "freeze" | "unfreeze", reason = "Disputed") =>
  inTransaction((tx) => freezeLots(tx, shop.system(), { paymentId, act, reason }));

describe("credit of a disputed top-up", () => {
  test("DSP-09: cannot be spent while it is frozen, and can afterwards; each is on the statement with its reason", async () => {
    const { buyer, customerId, paymentId, orderId } = await toppedUp();
    expect(await acting(paymentId, "freeze")).toBe(1);
    expect(await acting(paymentId, "freeze")).toBe(0);
    expect(refused(await payByCredit(buyer, { orderId, amountMinor: 12_000n }))).toMatchObject({
      code: "insufficient_wallet_balance",
      available: money(0n, "USD"),
    });
    expect(await acting(paymentId, "unfreeze", "Won")).toBe(1);
    answered(await payByCredit(buyer, { orderId, amountMinor: 12_000n }));
    expect(await statementOf(customerId)).toEqual([
      "granted 15000 (0 held) → 15000",
      "frozen 0 (0 held) → 15000",
      "unfrozen 0 (0 held) → 15000",
      "spent -12000 (0 held) → 3000",
    ]);
    expect(
      await stage.rows(
        "SELECT kind, reason FROM wallet_movement WHERE customer_id = $1 AND reason IS NOT NULL ORDER BY sequence",
        [customerId],
      ),
    ).toEqual([
      { kind: "frozen", reason: "Disputed" },
      { kind: "unfrozen", reason: "Won" },
    ]);
  });

  test("DSP-09: what an open checkout holds stays with it; the rest is frozen", async () => {
    const { buyer, customerId, paymentId, orderId } = await toppedUp();
    answered(await holdFor(buyer, { orderId, amountMinor: 5_000n }));
    await acting(paymentId, "freeze");
    expect(await captureFor(buyer, { orderId })).toBe(true);
    const second = await anOrder(shop, buyer);
    expect(refused(await holdFor(buyer, { orderId: second.orderId, amountMinor: 1n }))).toMatchObject({
      code: "insufficient_wallet_balance",
    });
    expect((await statementOf(customerId)).at(-1)).toBe("captured -5000 (-5000 held) → 10000");
  });
});
