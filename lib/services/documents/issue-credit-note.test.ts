import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import { parsePrintedDocument } from "@/lib/domain/documents/parse-printed-document";
import { printedTexts } from "@/lib/domain/documents/printed-texts";
import { type Money, money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import { anOrder } from "@/test/builders/orders";
import { aShop, type Shop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import type { ServiceContext } from "../context";
import { cancelOrder } from "../orders/cancel-order";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { issueCreditNote } from "./issue-credit-note";
import { previewCreditNote } from "./preview-credit-note";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

const usd = (amountMinor: bigint) => money(amountMinor, "USD");
const admin = () => shop.staff("finance_admin");

/** An order of 500.00 that is due, with its invoice. */
async function anInvoice(): Promise<{ orderId: string; invoiceId: string }> {
  const { orderId } = await anOrder(shop, ada, { sites: 2, reached: "payment_pending" });
  const [invoice] = await stage.rows<{ id: string }>("SELECT id FROM invoice WHERE order_id = $1", [orderId]);
  return { orderId, invoiceId: invoice?.id ?? "" };
}

const notesOf = async (orderId: string) =>
  (
    await stage.rows<{ number: bigint; amount_minor: bigint; printed: unknown }>(
      "SELECT number, amount_minor, printed FROM document WHERE order_id = $1 AND kind = 'credit_note' ORDER BY number",
      [orderId],
    )
  ).map(({ printed, ...note }) => ({ ...note, texts: printedTexts(parsePrintedDocument(printed)) }));

function wish(invoiceId: string, amount: Money = usd(10_000n), reason = "One site was late.") {
  return { creditKey: newId(), invoiceId, amount, reason };
}

describe("issuing a credit note", () => {
  test("is refused to everybody but finance administrators", async () => {
    const { invoiceId } = await anInvoice();
    const others = ["support", "billing_ops", "finance_approver", "platform_admin", "auditor"] as const;
    for (const ctx of [...others.map((role) => shop.staff(role)), ada]) {
      const forbidden = { kind: "forbidden", code: "missing_permission", permission: "invoice.credit" };
      expect(refused(await issueCreditNote(ctx, wish(invoiceId)))).toEqual(forbidden);
      expect(refused(await previewCreditNote(ctx, wish(invoiceId)))).toEqual(forbidden);
    }
  });

  test("is refused without a reason, and for another merchant's invoice", async () => {
    const { invoiceId } = await anInvoice();
    expect(refused(await issueCreditNote(admin(), wish(invoiceId, usd(1n), "  "))).code).toBe(
      "reason_required",
    );
    const elsewhere = (await aShop()).staff("finance_admin");
    expect(refused(await issueCreditNote(elsewhere, wish(invoiceId)))).toEqual({
      kind: "not_found",
      code: "invoice_not_found",
    });
  });

  test.each([
    [usd(0n), "amount_must_be_positive"],
    [money(100n, "JPY"), "currency_mismatch"],
    [usd(50_001n), "credit_exceeds_invoice"],
    [usd(50_000n), "credit_leaves_nothing"],
  ])("is refused for %o", async (amount, code) => {
    const { orderId, invoiceId } = await anInvoice();
    expect(refused(await issueCreditNote(admin(), wish(invoiceId, amount))).code).toBe(code);
    expect(refused(await previewCreditNote(admin(), wish(invoiceId, amount))).code).toBe(code);
    expect(await notesOf(orderId)).toEqual([]);
  });

  test("INV-02: leaves the invoice as it was and takes its amount off what is owed, in the order, the books and the payment", async () => {
    const { orderId, invoiceId } = await anInvoice();
    const before = await stage.rows("SELECT * FROM invoice WHERE id = $1", [invoiceId]);
    answered(await issueCreditNote(admin(), wish(invoiceId)));
    expect(await stage.rows("SELECT * FROM invoice WHERE id = $1", [invoiceId])).toEqual(before);
    expect(await stage.rows('SELECT credited_minor, state FROM "order" WHERE id = $1', [orderId])).toEqual([
      { credited_minor: 10_000n, state: "payment_pending" },
    ]);
    const { clientSecret, amount, paymentId } = answered(
      await startPayment(ada, { orderId, saveMethod: false }),
    );
    expect(amount).toEqual(usd(40_000n));
    await payAsBrowser(stage, clientSecret);
    expect(answered(await refreshPayment(ada, { paymentId })).orderState).toBe("paid");
    expect(await stage.rows("SELECT state FROM invoice WHERE id = $1", [invoiceId])).toEqual([
      { state: "paid" },
    ]);
  });

  test("prints which invoice it credits, by how much, why, and what is left", async () => {
    const { orderId, invoiceId } = await anInvoice();
    answered(await issueCreditNote(admin(), wish(invoiceId)));
    const [note] = await notesOf(orderId);
    expect(note?.amount_minor).toBe(10_000n);
    for (const text of [
      `Credit note ${note?.number}`,
      "$100.00",
      "One site was late.",
      "Still due",
      "$400.00",
    ])
      expect(note?.texts).toContain(text);
  });

  test("is done as it was previewed, and the preview changes nothing", async () => {
    const { orderId, invoiceId } = await anInvoice();
    const preview = answered(await previewCreditNote(admin(), wish(invoiceId)));
    expect(await notesOf(orderId)).toEqual([]);
    answered(await issueCreditNote(admin(), wish(invoiceId)));
    const [note] = await notesOf(orderId);
    expect(note?.texts).toEqual(printedTexts(preview.printed));
    const posted = await stage.rows<{ code: string; amount_minor: bigint }>(
      `SELECT a.code, p.amount_minor FROM journal_entry e
         JOIN posting p ON p.merchant_id = e.merchant_id AND p.entry_id = e.id
         JOIN ledger_account a ON a.merchant_id = p.merchant_id AND a.id = p.account_id
       WHERE e.order_id = $1 AND e.kind = 'credit_note_issued' ORDER BY p.position`,
      [orderId],
    );
    expect(posted).toEqual(
      preview.postings.map(({ account, amount }) => ({ code: account, amount_minor: amount.amountMinor })),
    );
  });

  test("is done once under one key; the same key with another amount is refused", async () => {
    const { orderId, invoiceId } = await anInvoice();
    const command = wish(invoiceId);
    const issued = await Promise.all(Array.from({ length: 6 }, () => issueCreditNote(admin(), command)));
    expect(new Set(issued.map((result) => answered(result).documentId)).size).toBe(1);
    expect(refused(await issueCreditNote(admin(), { ...command, amount: usd(1n) })).code).toBe(
      "idempotency_conflict",
    );
    expect(await notesOf(orderId)).toHaveLength(1);
  });

  test("is done by one of two who together would credit more than is left", async () => {
    const { orderId, invoiceId } = await anInvoice();
    const both = await Promise.all([1, 2].map(() => issueCreditNote(admin(), wish(invoiceId, usd(30_000n)))));
    expect(both.filter((result) => result.ok)).toHaveLength(1);
    expect(await notesOf(orderId)).toHaveLength(1);
  });

  test("is refused while the buyer confirms the payment, and for a paid invoice", async () => {
    const { orderId, invoiceId } = await anInvoice();
    const { clientSecret, paymentId } = answered(await startPayment(ada, { orderId, saveMethod: false }));
    await payAsBrowser(stage, clientSecret, "authenticationRequired");
    await refreshPayment(ada, { paymentId });
    expect(refused(await issueCreditNote(admin(), wish(invoiceId))).code).toBe("order_has_open_payment");
    const paid = await anInvoice();
    const started = answered(await startPayment(ada, { orderId: paid.orderId, saveMethod: false }));
    await payAsBrowser(stage, started.clientSecret);
    answered(await refreshPayment(ada, { paymentId: started.paymentId }));
    expect(refused(await issueCreditNote(admin(), wish(paid.invoiceId))).code).toBe("invoice_not_open");
  });
});

describe("canceling an order", () => {
  test("INV-02: credits what its invoices still claim, and the books end at nothing owed", async () => {
    const { orderId, invoiceId } = await anInvoice();
    answered(await issueCreditNote(admin(), wish(invoiceId)));
    answered(await cancelOrder(shop.staff("billing_ops"), { orderId, reason: "Asked by the customer." }));
    expect((await notesOf(orderId)).map((note) => note.amount_minor)).toEqual([10_000n, 40_000n]);
    expect((await notesOf(orderId))[1]?.texts).toContain("Asked by the customer.");
    expect(
      await stage.rows(
        `SELECT sum(p.amount_minor)::bigint AS owed_minor FROM posting p
           JOIN journal_entry e ON e.merchant_id = p.merchant_id AND e.id = p.entry_id WHERE e.order_id = $1
           AND p.account_id IN (SELECT id FROM ledger_account WHERE code LIKE 'accounts_receivable:%')`,
        [orderId],
      ),
    ).toEqual([{ owed_minor: 0n }]);
  });
});
