import { beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { needsAttention } from "@/lib/queries/console/needs-attention";
import { findJournalEntry, waitsUnapplied } from "@/lib/queries/console/journal-entries";
import { creditLatePayment } from "./credit-late-payment";
import { aLateEntry } from "@/test/builders/late-payment";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { expectBooksToBalance } from "@/test/support/expect-books-to-balance";
import { moneyStage } from "@/test/support/money-stage";

const stage = moneyStage();
let shop: Shop;

beforeAll(async () => {
  shop = await aShop();
});

const reason = "The order was canceled a moment before.";
const balanceOf = async (code: string) =>
  (
    await stage.rows<{ sum: bigint }>(
      `SELECT coalesce(sum(p.amount_minor), 0)::bigint AS sum FROM posting p JOIN ledger_account a
         ON a.merchant_id = p.merchant_id AND a.id = p.account_id WHERE a.merchant_id = $1 AND a.code = $2`,
      [shop.merchantId, code],
    )
  )[0]?.sum;
const waiting = async () =>
  (await needsAttention(shop.staff("finance_admin").actor))
    ?.filter((group) => group.kind === "money_unapplied")
    .flatMap((group) => group.items.map((item) => item.recordId)) ?? [];

describe("money that came for an order no longer due", () => {
  test.each(["support", "billing_ops", "auditor"] as const)("is not given away by %s", async (role) => {
    const entryId = await aLateEntry(stage, shop);
    expect(refused(await creditLatePayment(shop.staff(role), { entryId, reason }))).toMatchObject({
      kind: "forbidden",
    });
  });

  test("is refused without a reason, for what is not there, and for any other entry", async () => {
    const ctx = shop.staff("finance_admin");
    expect(refused(await creditLatePayment(ctx, { entryId: newId(), reason: " " })).code).toBe(
      "reason_required",
    );
    expect(refused(await creditLatePayment(ctx, { entryId: newId(), reason })).code).toBe(
      "journal_entry_not_found",
    );
    const [other] = await stage.rows<{ id: string }>(
      "SELECT id FROM journal_entry WHERE merchant_id = $1 AND kind = 'invoice_issued' LIMIT 1",
      [shop.merchantId],
    );
    expect(refused(await creditLatePayment(ctx, { entryId: other?.id ?? "", reason })).code).toBe(
      "money_not_unapplied",
    );
  });

  test("ORD-08: waits where staff see it, and given as credit it is the customer's, once, and waits no more", async () => {
    const ada = await shop.customer();
    const entryId = await aLateEntry(stage, shop, ada);
    const ctx = shop.staff("finance_admin");
    const view = await findJournalEntry(ctx.actor, { entryId });
    expect(view && (await waitsUnapplied(ctx.actor, view))).toBe(true);
    expect(await waiting()).toContain(entryId);
    const before = (await balanceOf("unapplied_cash")) ?? 0n;

    const given = answered(await creditLatePayment(ctx, { entryId, reason }));
    expect(answered(await creditLatePayment(ctx, { entryId, reason }))).toEqual(given);
    const other = await creditLatePayment(shop.staff("finance_admin"), { entryId, reason: "Again." });
    expect(refused(other).code).toBe("money_not_unapplied");

    expect(await balanceOf("unapplied_cash")).toBe(before + 12_000n);
    expect(await balanceOf(`wallet:${ada.actor.customerId}`)).toBe(-12_000n);
    expect(
      await stage.rows(
        "SELECT kind, remaining_minor::text, expires_on, is_refundable FROM wallet_lot WHERE customer_id = $1",
        [ada.actor.customerId],
      ),
    ).toEqual([{ kind: "refund", remaining_minor: "12000", expires_on: null, is_refundable: true }]);
    expect(await waiting()).not.toContain(entryId);
    expect(view && (await waitsUnapplied(ctx.actor, view))).toBe(false);
    expect(
      await stage.rows(
        `SELECT e.kind FROM order_event e JOIN journal_entry j ON j.merchant_id = e.merchant_id AND j.order_id = e.order_id
           WHERE j.id = $1 AND e.kind = 'late_payment_credited'`,
        [entryId],
      ),
    ).toHaveLength(1);
    await expectBooksToBalance();
  });

  test("is given once by eight at a time", async () => {
    const ada = await shop.customer();
    const entryId = await aLateEntry(stage, shop, ada);
    await Promise.all(
      Array.from({ length: 8 }, () =>
        creditLatePayment(shop.staff("finance_admin"), { entryId, reason }).then(answered),
      ),
    );
    expect(await balanceOf(`wallet:${ada.actor.customerId}`)).toBe(-12_000n);
  });
});
