import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf, startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeEach(async () => {
  sandbox = await startForTest({ startAtMs: Date.parse("2026-03-02T10:00:00Z") });
});
afterEach(() => sandbox.close());

const DAY_S = 86_400;
const settle = () => sandbox.control("POST", "settle");
const advance = (days: number) => sandbox.control("POST", "clock/advance", { days });

const paid = (token: string, details: object = {}) =>
  sandbox.stripe.paymentIntents.create({
    amount: 4_200,
    currency: "usd",
    payment_method: token,
    off_session: true,
    confirm: true,
    ...details,
  });

async function disputesOf(intentId: string) {
  await settle();
  return (await sandbox.stripe.disputes.list({ payment_intent: intentId })).data;
}

async function disputed(token: string, details: object = {}) {
  const [dispute] = await disputesOf((await paid(token, details)).id);
  if (dispute === undefined) throw new Error(`${token} was not disputed.`);
  return dispute;
}

const answer = (id: string, words: string) =>
  sandbox.stripe.disputes.update(id, { evidence: { uncategorized_text: words } });
const retrieve = (id: string) => sandbox.stripe.disputes.retrieve(id);
const eventTypes = async () =>
  (await sandbox.stripe.events.list({ types: ["charge.dispute.*", "charge.succeeded"], limit: 100 })).data
    .map((event) => event.type)
    .toReversed();
const available = async () => (await sandbox.stripe.balance.retrieve()).available[0]?.amount;

describe("a dispute (https://docs.stripe.com/disputes/how-disputes-work)", () => {
  it("comes a little after the payment, and takes the amount and a fee", async () => {
    const intent = await paid("pm_card_createDispute");
    expect((await sandbox.stripe.disputes.list()).data).toEqual([]);
    const [dispute] = await disputesOf(intent.id);
    expect(dispute).toMatchObject({
      amount: 4_200,
      status: "needs_response",
      reason: "fraudulent",
      is_charge_refundable: false,
      payment_intent: intent.id,
      charge: idOf(intent.latest_charge),
      payment_method_details: {
        type: "card",
        card: { brand: "visa", case_type: "chargeback", network_reason_code: "10.4" },
      },
      balance_transactions: [
        {
          type: "adjustment",
          reporting_category: "dispute",
          amount: -4_200,
          fee: 1_500,
          net: -5_700,
          source: dispute?.id,
          fee_details: [{ amount: 1_500, description: "Dispute fee", type: "stripe_fee" }],
        },
      ],
      evidence_details: { has_evidence: false, submission_count: 0, past_due: false },
    });
    expect(dispute?.id).toMatch(/^du_/);
    expect(await sandbox.stripe.charges.retrieve(idOf(intent.latest_charge))).toMatchObject({
      disputed: true,
    });
    expect(await eventTypes()).toEqual([
      "charge.succeeded",
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
    ]);
    expect(await available()).toBe(4_200 - 152 - 5_700);
  });

  it("is due at the end of a day, some days on", async () => {
    const { created, evidence_details } = await disputed("pm_card_createDispute");
    const dueBy = evidence_details.due_by ?? 0;
    expect((dueBy + 1) % DAY_S).toBe(0);
    expect(dueBy - created).toBeGreaterThanOrEqual(7 * DAY_S);
    expect(dueBy - created).toBeLessThanOrEqual(21 * DAY_S);
  });

  it("is lost when nobody answers in time", async () => {
    const { id, evidence_details } = await disputed("pm_card_createDispute");
    await advance(8);
    expect(await retrieve(id)).toMatchObject({ status: "needs_response" });
    await advance(1);
    expect(await retrieve(id)).toMatchObject({ status: "lost", is_charge_refundable: false });
    const [closed] = (await sandbox.stripe.events.list({ type: "charge.dispute.closed" })).data;
    expect(closed?.created).toBe((evidence_details.due_by ?? 0) + 1);
    expect(closed?.data.previous_attributes).toEqual({ status: "needs_response" });
  });

  it("waits for the capture of a manual payment", async () => {
    const intent = await paid("pm_card_createDispute", { capture_method: "manual" });
    expect(await disputesOf(intent.id)).toEqual([]);
    await sandbox.stripe.paymentIntents.capture(intent.id, { amount_to_capture: 3_000 });
    expect(await disputesOf(intent.id)).toMatchObject([{ amount: 3_000 }]);
  });

  it("blocks refunds until it is won (https://docs.stripe.com/api/disputes/object#dispute_object-is_charge_refundable)", async () => {
    const { id, charge } = await disputed("pm_card_createDispute");
    const refund = () => sandbox.stripe.refunds.create({ charge: idOf(charge), amount: 1_000 });
    expect(await stripeError(refund())).toMatchObject({
      code: "charge_disputed",
      message: `Charge ${idOf(charge)} has been charged back; cannot issue a refund.`,
    });
    await answer(id, "winning_evidence");
    await settle();
    expect(await retrieve(id)).toMatchObject({ status: "won", is_charge_refundable: true });
    expect(await refund()).toMatchObject({ status: "succeeded" });
  });

  it("is listed by charge and payment intent, and can be expanded from there", async () => {
    const dispute = await disputed("pm_card_createDispute");
    await disputed("pm_card_createDispute");
    const { data } = await sandbox.stripe.disputes.list({ charge: idOf(dispute.charge) });
    expect(data.map(({ id }) => id)).toEqual([dispute.id]);
    const expanded = await sandbox.stripe.disputes.retrieve(dispute.id, {
      expand: ["charge.balance_transaction", "payment_intent"],
    });
    expect(expanded).toMatchObject({
      charge: { object: "charge", balance_transaction: { amount: 4_200 } },
      payment_intent: { object: "payment_intent" },
    });
    const [withdrawal] = dispute.balance_transactions;
    const transaction = await sandbox.stripe.balanceTransactions.retrieve(withdrawal?.id ?? "", {
      expand: ["source"],
    });
    expect(transaction.source).toMatchObject({ object: "dispute", id: dispute.id });
    expect(await stripeError(retrieve("du_none"))).toMatchObject({
      statusCode: 404,
      code: "resource_missing",
    });
  });
});

describe("test cards that are disputed (https://docs.stripe.com/testing#disputes)", () => {
  it.each([
    ["4000000000000259", "fraudulent", "needs_response", "chargeback", "10.4"],
    ["6026507838377928", "fraudulent", "needs_response", "chargeback", "UA02"],
    ["4000000000002685", "product_not_received", "needs_response", "chargeback", "13.1"],
    ["4000000000001976", "fraudulent", "warning_needs_response", "inquiry", "10"],
    ["4000000404000038", "fraudulent", "needs_response", "chargeback", "10.4"],
    ["4000008400000779", "noncompliant", "needs_response", "compliance", null],
    ["5105008400000002", "noncompliant", "needs_response", "compliance", null],
    ["4000000001000043", "fraudulent", "needs_response", "chargeback", "10.4"],
    ["4000000404004816", "fraudulent", "needs_response", "chargeback", "10.4"],
    ["4000000404005649", "fraudulent", "needs_response", "chargeback", "10.4"],
    ["5105000300000018", "fraudulent", "needs_response", "chargeback", "4837"],
  ])("%s: %s, %s, %s", async (number, reason, status, caseType, code) => {
    const dispute = await disputed(await sandbox.card(number));
    expect(dispute).toMatchObject({
      reason,
      status,
      payment_method_details: { card: { case_type: caseType, network_reason_code: code } },
    });
  });

  it("4000000404000079 is disputed several times, for the amount in all", async () => {
    const intent = await paid("pm_card_createMultipleDisputes", { amount: 4_201 });
    const disputes = await disputesOf(intent.id);
    expect(disputes.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([2_100, 2_101]);
    await answer(disputes[0]?.id ?? "", "winning_evidence");
    await settle();
    expect(await stripeError(sandbox.stripe.refunds.create({ payment_intent: intent.id }))).toMatchObject({
      code: "charge_disputed",
    });
  });

  it.each([
    ["pm_card_createDispute", 0],
    ["pm_card_createDisputeProductNotReceived", 1],
  ])("after 3-D Secure, %s is disputed %i times", async (token, count) => {
    const intent = await paid(token, {
      off_session: undefined,
      payment_method_options: { card: { request_three_d_secure: "any" } },
      return_url: "https://shop.test/",
    });
    expect(intent.status).toBe("succeeded");
    expect(await disputesOf(intent.id)).toHaveLength(count);
  });
});

describe("evidence (https://docs.stripe.com/api/disputes/update, https://docs.stripe.com/testing#evidence)", () => {
  it("winning_evidence is reviewed, then brings the amount back; the fee is kept", async () => {
    const { id } = await disputed("pm_card_createDispute");
    expect(await answer(id, "winning_evidence")).toMatchObject({
      status: "under_review",
      evidence: { uncategorized_text: "winning_evidence", receipt: null },
      evidence_details: {
        has_evidence: true,
        submission_count: 1,
        submission_method: "manual",
        past_due: false,
      },
    });
    await settle();
    expect(await retrieve(id)).toMatchObject({
      status: "won",
      balance_transactions: [
        { amount: -4_200, fee: 1_500 },
        { amount: 4_200, fee: 0, net: 4_200, type: "adjustment", reporting_category: "dispute_reversal" },
      ],
    });
    expect((await eventTypes()).slice(3)).toEqual([
      "charge.dispute.updated",
      "charge.dispute.funds_reinstated",
      "charge.dispute.closed",
    ]);
    const [updated] = (await sandbox.stripe.events.list({ type: "charge.dispute.updated" })).data;
    expect(updated?.data.previous_attributes).toMatchObject({
      status: "needs_response",
      evidence: { uncategorized_text: null },
      evidence_details: { has_evidence: false, submission_count: 0 },
    });
    expect(await available()).toBe(4_200 - 152 - 1_500);
  });

  it("losing_evidence is reviewed, then loses", async () => {
    const { id } = await disputed("pm_card_createDispute");
    await answer(id, "losing_evidence");
    await settle();
    expect(await retrieve(id)).toMatchObject({ status: "lost", balance_transactions: [{ amount: -4_200 }] });
    expect((await eventTypes()).at(-1)).toBe("charge.dispute.closed");
  });

  it("anything else stays under review, and cannot be changed any more", async () => {
    const { id } = await disputed("pm_card_createDispute");
    await sandbox.stripe.disputes.update(id, { evidence: { customer_name: "Ada" } });
    await advance(90);
    expect(await retrieve(id)).toMatchObject({ status: "under_review", evidence: { customer_name: "Ada" } });
    expect((await stripeError(answer(id, "winning_evidence"))).message).toContain("has been submitted");
    expect(await sandbox.stripe.disputes.update(id, { metadata: { a: "1" } })).toMatchObject({
      metadata: { a: "1" },
      evidence_details: { submission_count: 1 },
    });
  });

  it("is staged with submit=false, merged, unset by an empty value, and submitted by the next request", async () => {
    const { id } = await disputed("pm_card_createDispute");
    const { disputes } = sandbox.stripe;
    await disputes.update(id, {
      evidence: { customer_name: "Ada", product_description: "x" },
      submit: false,
    });
    const staged = await disputes.update(id, { evidence: { product_description: "" }, submit: false });
    expect(staged).toMatchObject({
      status: "needs_response",
      evidence: { customer_name: "Ada", product_description: null },
      evidence_details: { has_evidence: true, submission_count: 0, submission_method: "not_submitted" },
    });
    expect(await disputes.update(id, { submit: true })).toMatchObject({
      status: "under_review",
      evidence: { customer_name: "Ada" },
    });
  });

  it("that is only staged when the time is over is not seen", async () => {
    const { id } = await disputed("pm_card_createDispute");
    await sandbox.stripe.disputes.update(id, { evidence: { customer_name: "Ada" }, submit: false });
    await advance(9);
    expect(await retrieve(id)).toMatchObject({ status: "lost" });
  });

  it("holds at most 150,000 characters, 20,000 in a field, and no field that Stripe does not know", async () => {
    const { id } = await disputed("pm_card_createDispute");
    const long = "x".repeat(20_000);
    const fields = [
      "access_activity_log",
      "cancellation_rebuttal",
      "product_description",
      "refund_policy_disclosure",
      "refund_refusal_explanation",
      "cancellation_policy_disclosure",
      "duplicate_charge_explanation",
      "uncategorized_text",
    ];
    const update = (evidence: object) => stripeError(sandbox.stripe.disputes.update(id, { evidence }));
    expect(await update(Object.fromEntries(fields.map((field) => [field, long])))).toMatchObject({
      statusCode: 400,
      param: "evidence",
    });
    expect(await update({ uncategorized_text: `${long}x` })).toMatchObject({
      code: "parameter_invalid_string",
    });
    expect(await update({ invented: "x" })).toMatchObject({
      code: "parameter_unknown",
      param: "evidence[invented]",
    });
    expect(await retrieve(id)).toMatchObject({ evidence_details: { has_evidence: false } });
  });
});

describe("closing (https://docs.stripe.com/api/disputes/close)", () => {
  it("accepts the loss, for good", async () => {
    const { id } = await disputed("pm_card_createDispute");
    expect(await sandbox.stripe.disputes.close(id)).toMatchObject({ status: "lost" });
    expect((await eventTypes()).at(-1)).toBe("charge.dispute.closed");
    const again = [sandbox.stripe.disputes.close(id), answer(id, "winning_evidence")];
    for (const attempt of again)
      expect((await stripeError(attempt)).message).toBe("This dispute is already closed");
  });
});

describe("inquiries (https://docs.stripe.com/disputes/how-disputes-work#inquiries)", () => {
  it("take no money and let the payment be refunded", async () => {
    const dispute = await disputed("pm_card_createDisputeInquiry");
    expect(dispute).toMatchObject({
      status: "warning_needs_response",
      balance_transactions: [],
      is_charge_refundable: true,
    });
    expect(await eventTypes()).toEqual(["charge.succeeded", "charge.dispute.created"]);
    const { charge } = dispute;
    expect(await sandbox.stripe.refunds.create({ charge: idOf(charge), amount: 100 })).toMatchObject({
      status: "succeeded",
    });
    expect(await retrieve(dispute.id)).toMatchObject({ is_charge_refundable: true });
  });

  it("escalate to a chargeback, which can be answered once more and lost", async () => {
    const { id } = await disputed("pm_card_createDisputeInquiry");
    await advance(20);
    expect(await answer(id, "escalate_inquiry_evidence")).toMatchObject({
      status: "warning_under_review",
      evidence_details: { past_due: true },
    });
    await settle();
    const escalated = await retrieve(id);
    expect(escalated).toMatchObject({
      status: "needs_response",
      is_charge_refundable: false,
      payment_method_details: { card: { case_type: "chargeback", network_reason_code: "10.4" } },
      balance_transactions: [{ amount: -4_200, fee: 1_500 }],
    });
    expect(escalated.evidence_details.due_by ?? 0).toBeGreaterThan(escalated.created + 20 * DAY_S);
    expect((await eventTypes()).slice(-2)).toEqual([
      "charge.dispute.updated",
      "charge.dispute.funds_withdrawn",
    ]);
    await answer(id, "winning_evidence");
    await settle();
    expect(await retrieve(id)).toMatchObject({ status: "won" });
  });

  it.each(["winning_evidence", "losing_evidence"])("close without escalation after %s", async (words) => {
    const { id } = await disputed("pm_card_createDisputeInquiry");
    await answer(id, words);
    await settle();
    expect(await retrieve(id)).toMatchObject({ status: "warning_closed", balance_transactions: [] });
  });

  it("close by themselves after 120 days", async () => {
    const { id } = await disputed("pm_card_createDisputeInquiry");
    await advance(119);
    expect(await retrieve(id)).toMatchObject({ status: "warning_needs_response" });
    await advance(1);
    expect(await retrieve(id)).toMatchObject({ status: "warning_closed" });
  });

  it("have nothing left to take once all is refunded", async () => {
    const { id, charge } = await disputed("pm_card_createDisputeInquiry");
    await sandbox.stripe.refunds.create({ charge: idOf(charge) });
    expect(await retrieve(id)).toMatchObject({ is_charge_refundable: false });
    await answer(id, "escalate_inquiry_evidence");
    await settle();
    expect(await retrieve(id)).toMatchObject({ status: "warning_closed", balance_transactions: [] });
  });
});

describe("the control API", () => {
  const control = (path: string, body: object) => sandbox.control("POST", `disputes${path}`, body);

  it("disputes any captured charge, and decides in the bank's place", async () => {
    const intent = await paid("pm_card_visa");
    const charge = idOf(intent.latest_charge);
    const { dispute } = await control("", { charge, kind: "product_not_received", amount: 1_000 });
    expect(await retrieve(String(dispute))).toMatchObject({ amount: 1_000, reason: "product_not_received" });
    expect(await control(`/${dispute}/decide`, { outcome: "escalated" })).toHaveProperty("error");
    expect(await control(`/${dispute}/decide`, { outcome: "won" })).toEqual({ dispute, status: "won" });
    expect(await control(`/${dispute}/decide`, { outcome: "lost" })).toHaveProperty("error");
    const inquiry = await control("", { charge, kind: "inquiry" });
    expect(inquiry).toMatchObject({ status: "warning_needs_response" });
    expect(await control(`/${inquiry["dispute"]}/decide`, { outcome: "escalated" })).toMatchObject({
      status: "needs_response",
    });
  });

  it("refuses what is not a captured charge, and amounts that it does not have", async () => {
    const { latest_charge: held } = await paid("pm_card_visa", { capture_method: "manual" });
    const { latest_charge: charge } = await paid("pm_card_visa");
    for (const body of [
      { charge: "ch_none" },
      { charge: idOf(held) },
      { charge: idOf(charge), amount: 4_201 },
    ])
      expect(await control("", body)).toHaveProperty("error");
    expect((await sandbox.stripe.disputes.list()).data).toEqual([]);
  });

  it("pending refunds fail when the payment is charged back (https://docs.stripe.com/api/refunds/object#refund_object-failure_reason)", async () => {
    const intent = await paid("pm_card_pendingRefund");
    const refund = await sandbox.stripe.refunds.create({ payment_intent: intent.id, amount: 1_200 });
    await control("", { charge: idOf(intent.latest_charge) });
    expect(await sandbox.stripe.refunds.retrieve(refund.id)).toMatchObject({
      status: "failed",
      failure_reason: "charge_for_pending_refund_disputed",
    });
    await settle();
    expect((await sandbox.stripe.refunds.retrieve(refund.id)).status).toBe("failed");
    expect(await available()).toBe(4_200 - 152 - 5_700);
  });
});

describe("compliance disputes (https://docs.stripe.com/disputes/api/visa-compliance, …/mastercard-compliance)", () => {
  it.each([
    ["pm_card_createComplianceDispute", "visa_compliance"],
    ["pm_card_createMastercardComplianceDispute", "mastercard_compliance"],
  ] as const)("%s is answered only when the network's fee is acknowledged", async (token, kind) => {
    const dispute = await disputed(token);
    expect(dispute).toMatchObject({
      enhanced_eligibility_types: [kind],
      evidence_details: { enhanced_eligibility: { [kind]: { status: "requires_fee_acknowledgement" } } },
    });
    expect(await stripeError(answer(dispute.id, "winning_evidence"))).toMatchObject({ statusCode: 400 });
    expect(await retrieve(dispute.id)).toMatchObject({ evidence_details: { has_evidence: false } });
    const answered = await sandbox.stripe.disputes.update(dispute.id, {
      evidence: {
        enhanced_evidence: { [kind]: { fee_acknowledged: true } },
        uncategorized_text: "winning_evidence",
      },
    });
    expect(answered).toMatchObject({
      status: "under_review",
      evidence_details: { enhanced_eligibility: { [kind]: { status: "fee_acknowledged" } } },
    });
    await settle();
    expect(await retrieve(dispute.id)).toMatchObject({ status: "won" });
  });
});

describe("Visa Compelling Evidence 3.0 (https://docs.stripe.com/disputes/api/visa-ce3)", () => {
  it("says what is missing until it is qualified", async () => {
    const dispute = await disputed("pm_card_createCe3EligibleDispute");
    const statusOf = ({ evidence_details }: typeof dispute) =>
      evidence_details.enhanced_eligibility.visa_compelling_evidence_3;
    expect(dispute.enhanced_eligibility_types).toEqual(["visa_compelling_evidence_3"]);
    expect(statusOf(dispute)).toMatchObject({ status: "requires_action" });
    const buyer = { customer_purchase_ip: "203.0.113.7", customer_email_address: "ada@example.com" };
    const stage = (priors: { charge: string; product_description?: string }[]) =>
      sandbox.stripe.disputes.update(dispute.id, {
        submit: false,
        evidence: {
          enhanced_evidence: {
            visa_compelling_evidence_3: {
              disputed_transaction: {
                ...buyer,
                product_description: "Tea",
                merchandise_or_services: "merchandise",
              },
              prior_undisputed_transactions: priors.map((prior) => ({ ...buyer, ...prior })),
            },
          },
        },
      });
    const priors = await Promise.all(
      ["pm_card_visa", "pm_card_visa"].map(async (token) => idOf((await paid(token)).latest_charge)),
    );
    const [first = "", second = ""] = priors;
    expect(statusOf(await stage([{ charge: first }]))).toEqual({
      status: "requires_action",
      required_actions: [
        "missing_prior_undisputed_transaction_description",
        "missing_prior_undisputed_transactions",
      ],
    });
    const described = [first, second].map((charge) => ({ charge, product_description: "Tea" }));
    expect(statusOf(await stage(described))).toEqual({ status: "qualified", required_actions: [] });
    expect(await stripeError(stage([{ charge: "ch_none" }]))).toMatchObject({ code: "resource_missing" });
  });
});
