import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { newId } from "@/lib/platform/ids";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { cancelOrder } from "../orders/cancel-order";
import { placeOrder } from "../orders/place-order";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { topUpWallet } from "../wallets/top-up-wallet";
import { planTermsChange } from "@/lib/domain/terms/plan-terms-change";
import { changeOrderTerms } from "./change-order-terms";
import { changeSchedule } from "./change-schedule";
import { extendDueDate } from "./extend-due-date";
import { previewTermsChange } from "./preview-terms-change";
import { replaceSchedule } from "./replace-schedule";

const stage = moneyStage();
let now = new Date("2027-01-10T12:00:00Z");
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop({ clock: { now: () => now } });
  ada = await shop.customer();
});

const NET_30: PaymentTerms = { kind: "net", days: 30, end: "none" };
const NET_60: PaymentTerms = { kind: "net", days: 60, end: "none" };
const STANDARD: PaymentTerms = { kind: "standard" };
const DEPOSIT: PaymentTerms = {
  kind: "deposit",
  shareBasisPoints: 5_000,
  fixedMinor: 0n,
  minimumMinor: 0n,
  balance: STANDARD,
};
const plan = (count: number, feeBasisPoints = 0): PaymentTerms => ({
  kind: "installments",
  count,
  unit: "month",
  every: 1,
  starts: "at_once",
  firstShareBasisPoints: 0,
  feeBasisPoints,
  feeMinor: 0n,
});
const billing = () => shop.staff("billing_ops");

async function placed(terms: PaymentTerms, productId = shop.courseId): Promise<string> {
  const termsId = await shop.terms(terms);
  const lines = [{ productId, quantity: 1 }];
  return answered(await placeOrder(ada, { placementKey: newId(), lines, termsId })).orderId;
}

async function changed(orderId: string, terms: PaymentTerms, changeKey = newId()) {
  const { seen } = answered(await previewTermsChange(billing(), { orderId, terms }));
  return changeOrderTerms(billing(), { changeKey, orderId, terms, seen, reason: "As agreed by phone" });
}

async function pay(orderId: string): Promise<void> {
  const { clientSecret, paymentId } = answered(await startPayment(ada, { orderId, saveMethod: false }));
  await payAsBrowser(stage, clientSecret);
  answered(await refreshPayment(ada, { paymentId }));
}

const texts = async (sql: string, orderId: string) =>
  (await stage.rows<{ text: string }>(sql, [orderId])).map(({ text }) => text);
const partsOf = (orderId: string) =>
  texts(
    `SELECT concat_ws(' ', position, state, amount_minor, due_on) AS text FROM installment WHERE order_id = $1 ORDER BY id`,
    orderId,
  );
const invoicesOf = (orderId: string) =>
  texts(
    `SELECT concat_ws(' ', state, amount_minor, due_on) AS text FROM invoice WHERE order_id = $1 ORDER BY number`,
    orderId,
  );
const stateOf = async (orderId: string) =>
  (
    await texts(
      `SELECT concat_ws(' ', state, total_minor, terms_source) AS text FROM "order" WHERE id = $1`,
      orderId,
    )
  )[0];

describe("changing the terms of an order", () => {
  test("is refused to whoever may not, without a reason, and for another's order", async () => {
    const orderId = await placed(NET_30);
    const command = { changeKey: newId(), orderId, terms: NET_60, seen: "", reason: "Test" };
    for (const ctx of [ada, shop.staff("support"), shop.staff("auditor")]) {
      expect(refused(await changeOrderTerms(ctx, command)).code).toBe("missing_permission");
      expect(refused(await previewTermsChange(ctx, command)).code).toBe("missing_permission");
    }
    expect(refused(await changeOrderTerms(billing(), { ...command, reason: " " })).code).toBe(
      "reason_required",
    );
    const broken = { ...command, terms: { kind: "net", days: 0, end: "none" } } as const;
    expect(refused(await changeOrderTerms(billing(), broken)).code).toBe("terms_malformed");
    expect(refused(await previewTermsChange(billing(), broken)).code).toBe("terms_malformed");
    const elsewhere = (await aShop()).staff("billing_ops");
    expect(refused(await changeOrderTerms(elsewhere, command)).code).toBe("order_not_found");
  });

  test("is refused where nothing could be changed, saying why", async () => {
    const net = await placed(NET_30);
    const refusal = async (orderId: string, terms: PaymentTerms) =>
      refused(await previewTermsChange(billing(), { orderId, terms })).code;
    expect(await refusal(net, NET_30)).toBe("terms_unchanged");
    expect(await refusal(net, DEPOSIT)).toBe("deposit_too_late");
    answered(await cancelOrder(ada, { orderId: net, reason: "No" }));
    expect(await refusal(net, NET_60)).toBe("order_not_payable");
    const paid = await placed(STANDARD);
    await pay(paid);
    expect(await refusal(paid, NET_60)).toBe("order_already_paid");
    const topUp = answered(
      await topUpWallet(ada, { topUpKey: newId(), amount: { amountMinor: 2_000n, currency: "USD" } }),
    );
    expect(await refusal(topUp.orderId, NET_60)).toBe("terms_not_changeable");
  });

  test("TIM-16: an invoiced order gets other days: its invoice is credited, a new one issued, old and new kept", async () => {
    const orderId = await placed(NET_30);
    now = new Date("2027-01-20T12:00:00Z");
    const { changeId } = answered(await changed(orderId, NET_60));
    expect(await partsOf(orderId)).toEqual(["1 replaced 12000 2027-02-09", "1 due 12000 2027-03-21"]);
    expect(await invoicesOf(orderId)).toEqual(["void 12000 2027-02-09", "open 12000 2027-03-21"]);
    expect(await stateOf(orderId)).toBe("payment_pending 12000 override");
    const [kept] = await stage.rows(
      `SELECT before -> 'terms' ->> 'days' AS old, after -> 'terms' ->> 'days' AS new,
         before -> 'installments' -> 0 ->> 'dueOn' AS old_day, after -> 'installments' -> 0 ->> 'dueOn' AS new_day, reason
       FROM order_terms_change WHERE id = $1`,
      [changeId],
    );
    expect(kept).toEqual({
      old: "30",
      new: "60",
      old_day: "2027-02-09",
      new_day: "2027-03-21",
      reason: "As agreed by phone",
    });
    expect(
      await texts(
        "SELECT kind::text AS text FROM document WHERE order_id = $1 ORDER BY kind, number",
        orderId,
      ),
    ).toEqual(["invoice", "invoice", "credit_note"]);
    expect(
      await texts(
        "SELECT details ->> 'to' AS text FROM order_event WHERE order_id = $1 AND kind = 'terms_changed'",
        orderId,
      ),
    ).toEqual(["Net 60"]);
  });

  test("TIM-16: what is paid stays paid, and the open rest is owed in the parts of the new terms, with their fee", async () => {
    now = new Date("2027-01-10T12:00:00Z");
    const orderId = await placed(plan(3, 300));
    await pay(orderId);
    expect(await stateOf(orderId)).toBe("payment_pending 12360 rule");
    answered(await changed(orderId, plan(4)));
    // 120.00 without the fee of 3.60, of which 41.20 are paid.
    expect(await partsOf(orderId)).toEqual([
      "1 paid 4120 2027-01-10",
      "2 replaced 4120 2027-02-10",
      "3 replaced 4120 2027-03-10",
      "2 due 1970 2027-01-10",
      "3 scheduled 1970 2027-02-10",
      "4 scheduled 1970 2027-03-10",
      "5 scheduled 1970 2027-04-10",
    ]);
    expect(await stateOf(orderId)).toBe("payment_pending 12000 override");
    for (const _ of [1, 2, 3, 4]) {
      const started = answered(await startPayment(ada, { orderId, saveMethod: false, scope: "next" }));
      expect(started.amount.amountMinor).toBe(1_970n);
      await payAsBrowser(stage, started.clientSecret);
      answered(await refreshPayment(ada, { paymentId: started.paymentId }));
    }
    expect(await stateOf(orderId)).toBe("paid 12000 override");
  });

  test("TIM-16: terms without a deposit let an order go on that waited for one", async () => {
    const sites = await placed(DEPOSIT, shop.placementId);
    answered(await changed(sites, STANDARD));
    expect(await stateOf(sites)).toBe("confirmed 25000 override");
    expect(await partsOf(sites)).toEqual([
      "1 replaced 12500 2027-01-10",
      "2 replaced 12500",
      "1 scheduled 25000",
    ]);
    const course = await placed(DEPOSIT);
    answered(await changed(course, NET_30));
    expect(await stateOf(course)).toBe("payment_pending 12000 override");
    const open = await stage.rows("SELECT 1 FROM access_grant WHERE order_id = $1", [course]);
    expect(open).toHaveLength(1);
  });

  test("an open payment is given up first; one that is being confirmed stands in the way", async () => {
    const orderId = await placed(NET_30);
    const open = answered(await startPayment(ada, { orderId, saveMethod: false }));
    answered(await changed(orderId, NET_60));
    const [before] = await stage.rows("SELECT state FROM payment WHERE id = $1", [open.paymentId]);
    expect(before).toEqual({ state: "canceled" });
    const again = answered(await startPayment(ada, { orderId, saveMethod: false }));
    await payAsBrowser(stage, again.clientSecret);
    // The money is at the gateway, and nobody has told us yet.
    expect(refused(await changed(orderId, plan(2))).code).toBe("payment_already_completed");
    expect(await stateOf(orderId)).toBe("paid 12000 override");
  });

  test("asked twice it is done once, and of two that saw the same schedule only one", async () => {
    const orderId = await placed(NET_30);
    const { seen } = answered(await previewTermsChange(billing(), { orderId, terms: NET_60 }));
    const command = { changeKey: newId(), orderId, terms: NET_60, seen, reason: "Test" };
    const first = answered(await changeOrderTerms(billing(), command));
    expect(answered(await changeOrderTerms(billing(), command))).toEqual(first);
    const other = { ...command, changeKey: newId(), terms: plan(2) };
    expect(refused(await changeOrderTerms(billing(), other)).code).toBe("page_outdated");
  });

  test("what fails in the middle leaves nothing behind", async () => {
    const orderId = await placed(NET_30);
    const before = await partsOf(orderId);
    const broken = changeSchedule(billing(), {
      operation: { name: `order-terms:${orderId}:break`, command: "change-order-terms", input: {} },
      wish: { orderId, seen: null, plan: (situation) => planTermsChange(situation, NET_60) },
      write: async (tx, { before: situation, outcome }) => {
        const at = now;
        await replaceSchedule(tx, billing(), { id: newId(), before: situation, outcome, reason: "Test", at });
        throw new Error("The lights went out.");
      },
    });
    await expect(broken).rejects.toThrow("The lights went out.");
    expect(await partsOf(orderId)).toEqual(before);
  });

  test("the preview is what is done, and changes nothing", async () => {
    const orderId = await placed(NET_30);
    const before = await partsOf(orderId);
    const preview = answered(await previewTermsChange(billing(), { orderId, terms: plan(3, 300) }));
    expect(await partsOf(orderId)).toEqual(before);
    expect(preview.after.parts.map(({ amount, dueOn }) => `${amount.amountMinor} ${dueOn}`)).toEqual([
      "4120 2027-01-10",
      "4120 2027-02-10",
      "4120 2027-03-10",
    ]);
    expect([preview.creditNotes.length, preview.invoices.length, preview.opensCourses]).toEqual([
      1,
      1,
      false,
    ]);
    answered(await changed(orderId, plan(3, 300)));
    const posted = await stage.rows<{ code: string; minor: bigint }>(
      `SELECT a.code, sum(p.amount_minor)::bigint AS minor FROM posting p
         JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id
         JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
       WHERE e.order_id = $1 GROUP BY a.code`,
      [orderId],
    );
    // Open at once on Net 30, so all of it, with the fee, is earned; a third is claimed.
    const minorOf = (code: string) => posted.find((row) => row.code.startsWith(code))?.minor;
    expect([minorOf("accounts_receivable"), minorOf("unbilled_revenue"), minorOf("revenue")]).toEqual([
      4_120n,
      8_240n,
      -12_360n,
    ]);
  });
});

describe("putting off an installment", () => {
  const extension = (orderId: string, dueOn: string, position = 1) => ({
    extensionKey: newId(),
    orderId,
    position,
    dueOn,
    reason: "Their bank holiday",
  });

  test("is refused to whoever may not, without a reason, and to a day that is not later", async () => {
    now = new Date("2027-01-10T12:00:00Z");
    const orderId = await placed(NET_30);
    const command = extension(orderId, "2027-02-20");
    expect(refused(await extendDueDate(shop.staff("support"), command)).code).toBe("missing_permission");
    expect(refused(await extendDueDate(billing(), { ...command, reason: "" })).code).toBe("reason_required");
    for (const day of ["2027-02-09", "2027-01-01", "tomorrow"])
      expect(refused(await extendDueDate(billing(), extension(orderId, day))).code).toBe(
        "due_date_not_later",
      );
    expect(refused(await extendDueDate(billing(), extension(orderId, "2027-02-20", 2))).code).toBe(
      "installment_not_found",
    );
    const { orderId: waiting } = await anOrder(shop, ada, { sites: 1 });
    expect(refused(await extendDueDate(billing(), extension(waiting, "2027-02-20"))).code).toBe(
      "installment_not_open",
    );
  });

  test("TIM-05, ADM-05: a live invoice gets a later day, and collection looks at it then", async () => {
    const orderId = await placed(NET_30);
    answered(await extendDueDate(billing(), extension(orderId, "2027-03-31")));
    expect(await partsOf(orderId)).toEqual(["1 replaced 12000 2027-02-09", "1 due 12000 2027-03-31"]);
    expect(await invoicesOf(orderId)).toEqual(["void 12000 2027-02-09", "open 12000 2027-03-31"]);
    const [next] = await stage.rows<{ next_step_at: Date }>(
      "SELECT next_step_at FROM installment WHERE order_id = $1 AND next_step_at IS NOT NULL",
      [orderId],
    );
    expect(next?.next_step_at.toISOString()).toBe("2027-03-28T09:00:00.000Z");
  });

  test("ADM-05: one that is not invoiced yet is moved without a document", async () => {
    const orderId = await placed(plan(2));
    answered(await extendDueDate(billing(), extension(orderId, "2027-03-01", 2)));
    expect(await partsOf(orderId)).toEqual([
      "1 due 6000 2027-01-10",
      "2 replaced 6000 2027-02-10",
      "2 scheduled 6000 2027-03-01",
    ]);
    expect(await invoicesOf(orderId)).toEqual(["open 6000 2027-01-10"]);
  });
});
