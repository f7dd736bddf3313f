import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor, StaffRole } from "@/lib/domain/actor";
import { EVIDENCE_BYTES_MAX } from "@/lib/domain/manual-payments/evidence-type";
import { money } from "@/lib/domain/money/money";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { cancelOrder } from "../orders/cancel-order";
import { startPayment } from "../payments/start-payment";
import { anOrder, aStartedPayment } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";
import { doJob, WAITING_JOBS, type WaitingJob } from "@/test/support/waiting-jobs";
import { recordManualPayment } from "./record-manual-payment";
import { rejectManualPayment } from "./reject-manual-payment";
import { verifyManualPayment } from "./verify-manual-payment";

const stage = moneyStage({ webhooks: true });
const PDF = new TextEncoder().encode("%PDF-1.7 a page of a statement");
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
});

type Given = Partial<Parameters<typeof recordManualPayment>[1]> & { amountMinor?: bigint };

const record = (given: Given = {}, staff = shop.staff("billing_ops")) => {
  const { amountMinor = 12_000n, ...rest } = given;
  return recordManualPayment(staff, {
    recordKey: newId(),
    customerId: ada.actor.customerId,
    method: "bank_transfer",
    amount: money(amountMinor, "USD"),
    receivedOn: new Date().toISOString().slice(0, 10),
    reference: "RF18 1042",
    note: "",
    parts: [],
    evidence: null,
    ...rest,
  });
};
const verify = (manualPaymentId: string, role: StaffRole = "finance_approver") =>
  verifyManualPayment(shop.staff(role), { manualPaymentId });

/** A customer of this test's own with an order of 120.00 that is due. */
async function anUnpaidOrder(): Promise<string> {
  ada = await shop.customer();
  return (await anOrder(shop, ada)).orderId;
}

const orderOf = async (orderId: string) =>
  (
    await stage.rows(
      `SELECT o.state, o.paid_minor AS paid, i.state AS installment, i.amount_minor - i.paid_minor AS left
         FROM "order" o JOIN installment i ON i.order_id = o.id WHERE o.id = $1`,
      [orderId],
    )
  )[0];
const entriesOf = (customerId: string) =>
  stage.rows(
    `SELECT e.kind, split_part(a.code, ':', 1) AS account, p.amount_minor AS minor FROM journal_entry e
       JOIN posting p ON p.entry_id = e.id JOIN ledger_account a ON a.id = p.account_id
       WHERE e.kind IN ('payment_captured', 'excess_credited')
         AND EXISTS (SELECT FROM posting q JOIN ledger_account b ON b.id = q.account_id
           WHERE q.entry_id = e.id AND b.code LIKE '%' || $1)
       ORDER BY e.id, p.amount_minor DESC`,
    [customerId],
  );
const walletOf = async (customerId: string) =>
  (
    await stage.rows<{ minor: bigint }>(
      "SELECT coalesce(sum(remaining_minor), 0)::bigint AS minor FROM wallet_lot WHERE customer_id = $1",
      [customerId],
    )
  )[0]?.minor;

describe("recording a manual payment", () => {
  test.each(["support", "finance_approver", "platform_admin", "auditor"] as const)(
    "is not %s's to do",
    async (role) => {
      ada = await shop.customer();
      expect(refused(await record({}, shop.staff(role))).code).toBe("missing_permission");
    },
  );

  test("TIM-11: keeps method, amount, day, reference and evidence as they were given, and nobody can change them", async () => {
    const orderId = await anUnpaidOrder();
    const { manualPaymentId } = answered(
      await record({
        method: "check",
        note: "Came by post.",
        parts: [{ orderId, amountMinor: 12_000n }],
        evidence: { fileName: "check.pdf", content: PDF },
      }),
    );
    const [row] = await stage.rows(
      `SELECT m.method, m.amount_minor, m.currency, m.reference, m.note, m.state, m.recorded_by, e.media_type, e.content
         FROM manual_payment m JOIN manual_payment_evidence e ON e.manual_payment_id = m.id WHERE m.id = $1`,
      [manualPaymentId],
    );
    expect(row).toEqual({
      method: "check",
      amount_minor: 12_000n,
      currency: "USD",
      reference: "RF18 1042",
      note: "Came by post.",
      state: "recorded",
      recorded_by: "Grace Staff",
      media_type: "application/pdf",
      content: Buffer.from(PDF),
    });
    for (const sql of [
      "UPDATE manual_payment SET amount_minor = 1",
      "UPDATE manual_payment_evidence SET file_name = 'x'",
      "DELETE FROM manual_payment",
    ])
      await expect(stage.rows(sql)).rejects.toThrow("permission denied");
  });

  test("is refused with nothing kept: what is no amount, day, reference, order or file", async () => {
    const orderId = await anUnpaidOrder();
    const other = await anOrder(shop, await shop.customer());
    const whole = [{ orderId, amountMinor: 12_000n }];
    const huge = new Uint8Array(EVIDENCE_BYTES_MAX + 1);
    huge.set(PDF);
    const cases: readonly (readonly [Given, string])[] = [
      [{ amountMinor: 0n }, "amount_must_be_positive"],
      [{ parts: [{ orderId, amountMinor: 0n }] }, "amount_must_be_positive"],
      [{ amount: money(500n, "EUR") }, "currency_not_enabled"],
      [{ receivedOn: "2999-01-01" }, "received_in_the_future"],
      [{ reference: "  " }, "reference_required"],
      [{ parts: [...whole, ...whole] }, "parts_exceed_amount"],
      [{ amountMinor: 11_999n, parts: whole }, "parts_exceed_amount"],
      [
        { evidence: { fileName: "x.html", content: new TextEncoder().encode("<script>") } },
        "evidence_refused",
      ],
      [{ evidence: { fileName: "x.pdf", content: huge } }, "evidence_refused"],
      [{ parts: [{ orderId: other.orderId, amountMinor: 1n }] }, "order_not_found"],
      [{ parts: [{ orderId: newId(), amountMinor: 1n }] }, "order_not_found"],
      [{ customerId: newId() }, "customer_not_found"],
      [{ amount: money(500n, "JPY"), parts: [{ orderId, amountMinor: 500n }] }, "currency_mismatch"],
    ];
    for (const [given, code] of cases) expect(refused(await record(given)).code).toBe(code);
    answered(await cancelOrder(ada, { orderId, reason: "Changed my mind" }));
    expect(refused(await record({ parts: whole })).code).toBe("order_not_payable");
    expect(
      await stage.rows("SELECT id FROM manual_payment WHERE customer_id = $1", [ada.actor.customerId]),
    ).toEqual([]);
  });

  test("is done once when the form is sent twice at once", async () => {
    const orderId = await anUnpaidOrder();
    const recordKey = newId();
    const parts = [{ orderId, amountMinor: 12_000n }];
    const twice = await Promise.all([record({ recordKey, parts }), record({ recordKey, parts })]);
    expect(answered(twice[0])).toEqual(answered(twice[1]));
    expect(refused(await record({ recordKey, parts, amountMinor: 13_000n })).code).toBe(
      "idempotency_conflict",
    );
  });

  test("TIM-12: pays nothing and posts nothing", async () => {
    const orderId = await anUnpaidOrder();
    answered(await record({ parts: [{ orderId, amountMinor: 12_000n }] }));
    expect(await orderOf(orderId)).toEqual({
      state: "payment_pending",
      paid: 0n,
      installment: "due",
      left: 12_000n,
    });
    expect(await entriesOf(ada.actor.customerId)).toEqual([]);
    const started = answered(await startPayment(ada, { orderId, saveMethod: false }));
    expect(started.amount.amountMinor).toBe(12_000n);
  });
});

describe("verifying a manual payment", () => {
  test("TIM-12: is somebody else's to do, whatever their role, and the database holds to it", async () => {
    const orderId = await anUnpaidOrder();
    const maker = shop.staff("finance_admin");
    const { manualPaymentId } = answered(await record({ parts: [{ orderId, amountMinor: 12_000n }] }, maker));
    expect(refused(await verifyManualPayment(maker, { manualPaymentId })).code).toBe("needs_another_person");
    for (const role of ["support", "billing_ops", "platform_admin", "auditor"] as const)
      expect(refused(await verify(manualPaymentId, role)).code).toBe("missing_permission");
    await expect(
      stage.rows(
        "UPDATE manual_payment SET state = 'verified', decided_by_id = recorded_by_id, decided_by = 'x', decided_at = now() WHERE id = $1",
        [manualPaymentId],
      ),
    ).rejects.toThrow("manual_payment_verified_by_another");
    expect(refused(await verify(newId())).code).toBe("manual_payment_not_found");
    const other = await aShop();
    expect(
      refused(await verifyManualPayment(other.staff("finance_approver"), { manualPaymentId })).code,
    ).toBe("manual_payment_not_found");
    expect(await orderOf(orderId)).toMatchObject({ state: "payment_pending" });
  });

  test("pays the order with money at the bank, and mails a receipt that names the method", async () => {
    const orderId = await anUnpaidOrder();
    const { manualPaymentId } = answered(await record({ parts: [{ orderId, amountMinor: 12_000n }] }));
    expect(answered(await verify(manualPaymentId))).toEqual({ excessMinor: "0" });
    expect(await orderOf(orderId)).toEqual({ state: "paid", paid: 12_000n, installment: "paid", left: 0n });
    expect(await entriesOf(ada.actor.customerId)).toEqual([
      { kind: "payment_captured", account: "bank", minor: 12_000n },
      { kind: "payment_captured", account: "accounts_receivable", minor: -12_000n },
    ]);
    const jobs = (await stage.rows<WaitingJob>(WAITING_JOBS)).filter(({ payload }) =>
      JSON.stringify(payload).includes("payment_receipt"),
    );
    for (const job of jobs) await doJob(job);
    const mails = await stage.rows<{ text: string }>(
      "SELECT text FROM mail WHERE order_id = $1 AND kind = 'payment_receipt'",
      [orderId],
    );
    expect(mails).toHaveLength(1);
    expect(mails[0]?.text).toContain("Bank transfer");
  });

  test("is done once by two verifiers at the same time, and a late rejection changes nothing", async () => {
    const orderId = await anUnpaidOrder();
    const { manualPaymentId } = answered(
      await record({ amountMinor: 15_000n, parts: [{ orderId, amountMinor: 12_000n }] }),
    );
    const twice = await Promise.all([
      verify(manualPaymentId, "finance_approver"),
      verify(manualPaymentId, "finance_admin"),
    ]);
    expect(twice.map(answered)).toEqual([{ excessMinor: "3000" }, { excessMinor: "3000" }]);
    expect(await orderOf(orderId)).toMatchObject({ state: "paid", paid: 12_000n });
    expect(await walletOf(ada.actor.customerId)).toBe(3_000n);
    const late = rejectManualPayment(shop.staff("finance_admin"), { manualPaymentId, reason: "Not there." });
    expect(refused(await late).code).toBe("manual_payment_already_decided");
  });

  test("TIM-13, CHK-20: leaves what is short due to the cent, and a card pays exactly that", async () => {
    const orderId = await anUnpaidOrder();
    const { manualPaymentId } = answered(
      await record({ amountMinor: 11_900n, parts: [{ orderId, amountMinor: 11_900n }] }),
    );
    answered(await verify(manualPaymentId));
    expect(await orderOf(orderId)).toEqual({
      state: "payment_pending",
      paid: 11_900n,
      installment: "due",
      left: 100n,
    });
    const started = answered(await startPayment(ada, { orderId, saveMethod: false }));
    expect(started.amount.amountMinor).toBe(100n);
  });

  test("TIM-13: puts what is over into the wallet, as credit that was paid for", async () => {
    const orderId = await anUnpaidOrder();
    const { manualPaymentId } = answered(
      await record({ amountMinor: 20_000n, parts: [{ orderId, amountMinor: 20_000n }] }),
    );
    expect(answered(await verify(manualPaymentId))).toEqual({ excessMinor: "8000" });
    expect(await walletOf(ada.actor.customerId)).toBe(8_000n);
    expect(
      await stage.rows("SELECT kind, is_refundable, expires_on FROM wallet_lot WHERE customer_id = $1", [
        ada.actor.customerId,
      ]),
    ).toEqual([{ kind: "top_up", is_refundable: true, expires_on: null }]);
    expect((await entriesOf(ada.actor.customerId)).slice(2)).toEqual([
      { kind: "excess_credited", account: "bank", minor: 8_000n },
      { kind: "excess_credited", account: "wallet", minor: -8_000n },
    ]);
  });

  test("TIM-13: splits it over several orders, the excess of one onto another by choice", async () => {
    const first = await anUnpaidOrder();
    const { orderId: second } = await anOrder(shop, ada);
    const { manualPaymentId } = answered(
      await record({
        amountMinor: 20_000n,
        parts: [
          { orderId: first, amountMinor: 12_000n },
          { orderId: second, amountMinor: 8_000n },
        ],
      }),
    );
    expect(answered(await verify(manualPaymentId))).toEqual({ excessMinor: "0" });
    expect(await orderOf(first)).toMatchObject({ state: "paid" });
    expect(await orderOf(second)).toMatchObject({ state: "payment_pending", left: 4_000n });
    expect(await walletOf(ada.actor.customerId)).toBe(0n);
  });

  test("TIM-13: that an order does not need any more, because it was paid meanwhile, is credit", async () => {
    ada = await shop.customer();
    const { orderId, clientSecret } = await aStartedPayment(shop, ada);
    const { manualPaymentId } = answered(await record({ parts: [{ orderId, amountMinor: 12_000n }] }));
    await payAsBrowser(stage, clientSecret);
    await stage.settle();
    expect(await orderOf(orderId)).toMatchObject({ state: "paid" });
    expect(answered(await verify(manualPaymentId))).toEqual({ excessMinor: "12000" });
    expect(await walletOf(ada.actor.customerId)).toBe(12_000n);
    expect(refused(await record({ parts: [{ orderId, amountMinor: 1n }] })).code).toBe("order_already_paid");
  });

  test("gives up a card payment that was open over what was due before", async () => {
    ada = await shop.customer();
    const { orderId, paymentId } = await aStartedPayment(shop, ada);
    const { manualPaymentId } = answered(await record({ parts: [{ orderId, amountMinor: 12_000n }] }));
    answered(await verify(manualPaymentId));
    const jobs = (await stage.rows<WaitingJob>(WAITING_JOBS)).filter(
      ({ job, payload }) => job === "void-payment" && JSON.stringify(payload).includes(paymentId),
    );
    expect(jobs).toHaveLength(1);
    for (const job of jobs) await doJob(job);
    expect(await stage.rows("SELECT state FROM payment WHERE id = $1", [paymentId])).toEqual([
      { state: "canceled" },
    ]);
  });

  test("for a customer without any order is all credit", async () => {
    ada = await shop.customer();
    const { manualPaymentId } = answered(await record({ amountMinor: 5_000n }));
    expect(answered(await verify(manualPaymentId))).toEqual({ excessMinor: "5000" });
    expect(await walletOf(ada.actor.customerId)).toBe(5_000n);
  });
});

describe("rejecting a manual payment", () => {
  test("needs a reason, pays nothing, and ends it", async () => {
    const orderId = await anUnpaidOrder();
    const { manualPaymentId } = answered(await record({ parts: [{ orderId, amountMinor: 12_000n }] }));
    const staff = shop.staff("finance_approver");
    expect(refused(await rejectManualPayment(staff, { manualPaymentId, reason: " " })).code).toBe(
      "reason_required",
    );
    expect(refused(await rejectManualPayment(staff, { manualPaymentId: newId(), reason: "x" })).code).toBe(
      "manual_payment_not_found",
    );
    expect(
      refused(await rejectManualPayment(shop.staff("support"), { manualPaymentId, reason: "x" })).code,
    ).toBe("missing_permission");
    answered(await rejectManualPayment(staff, { manualPaymentId, reason: "It is not on the statement." }));
    expect(answered(await rejectManualPayment(staff, { manualPaymentId, reason: "Again." }))).toEqual({
      isRejected: false,
    });
    expect(refused(await verify(manualPaymentId)).code).toBe("manual_payment_already_decided");
    expect(await orderOf(orderId)).toMatchObject({ state: "payment_pending", paid: 0n });
    expect(
      await stage.rows(
        "SELECT kind, details ->> 'reason' AS reason FROM order_event WHERE order_id = $1 AND kind LIKE 'manual%' ORDER BY id",
        [orderId],
      ),
    ).toEqual([
      { kind: "manual_payment_recorded", reason: null },
      { kind: "manual_payment_rejected", reason: "It is not on the statement." },
    ]);
  });
});
