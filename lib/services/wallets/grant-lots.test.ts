import { beforeAll, describe, expect, test } from "vitest";
import { invariant } from "@/lib/domain/invariant";
import { walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { money } from "@/lib/domain/money/money";
import { SPENDING_ORDERS } from "@/lib/domain/wallets/wallet-rules";
import { pool } from "@/lib/db/pool";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { readSpendableLots } from "@/lib/db/wallet-lots";
import { newId } from "@/lib/platform/ids";
import { postEntries } from "../ledger/post-entries";
import { grantLots } from "./grant-lots";
import { type Shop, aShop } from "@/test/builders/shop";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

/** Somebody with so many lots of one cent each. */
async function withLots(count: number): Promise<string> {
  const { customerId } = (await shop.customer()).actor;
  await inTransaction(async (tx) => {
    const amount = money(BigInt(count), "USD");
    const grant = walletGranted({ adjustmentId: newId(), customerId, amount, occurredAt: new Date() });
    const [posted] = await postEntries(tx, shop.system(), [grant]);
    invariant(posted !== undefined, "An entry was posted.");
    const drafts = Array.from({ length: count }, (_, index) => ({
      customerId,
      currency: "USD",
      kind: "goodwill" as const,
      amountMinor: 1n,
      priority: 1 + (index % 50),
      expiresOn: null,
      restrictions: {},
      isRefundable: false,
      originKind: "adjustment" as const,
      originId: `lot ${index}`,
      facts: { entryId: posted.entryId },
    }));
    await grantLots(tx, shop.system(), drafts);
  });
  return customerId;
}

const rowsRead = async (tx: Tx) =>
  (
    await tx.query<{ count: bigint }>(
      `SELECT coalesce(idx_tup_fetch, 0) + seq_tup_read AS count FROM pg_stat_xact_user_tables WHERE relname = 'wallet_lot'`,
    )
  )[0]?.count ?? 0n;

describe("a wallet of a thousand lots", () => {
  let customerId: string;
  beforeAll(async () => {
    customerId = await withLots(1_000);
    await withLots(3);
  });

  test("runs up lot by lot, in the order in which they were made", async () => {
    const rows = await stage.rows<{ balance_after_minor: bigint; origin_id: string }>(
      `SELECT m.balance_after_minor, l.origin_id FROM wallet_movement m JOIN wallet_lot l ON l.id = m.lot_id
         WHERE m.customer_id = $1 ORDER BY m.sequence`,
      [customerId],
    );
    expect(rows.map((row) => row.balance_after_minor)).toEqual(
      Array.from({ length: 1_000 }, (_, index) => BigInt(index + 1)),
    );
    expect(rows[7]?.origin_id).toBe("lot 7");
  });

  test.each(SPENDING_ORDERS)("is read no further than a spend needs: %s", async (rule) => {
    const wallet = { merchantId: shop.merchantId, customerId, currency: "USD" };
    await pool().query("SELECT pg_stat_force_next_flush()");
    const read = await inTransaction(async (tx) => {
      // After five times the plan is made once for all that follow.
      for (let count = 0; count < 6; count += 1)
        await readSpendableLots(tx, wallet, rule, { offset: 0, limit: 8 });
      const before = await rowsRead(tx);
      await readSpendableLots(tx, wallet, rule, { offset: 0, limit: 8 });
      return (await rowsRead(tx)) - before;
    });
    expect(read).toBeLessThanOrEqual(16n);
  });
});
