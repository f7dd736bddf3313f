import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "../money/money";
import type { Payment } from "../payments/payment";
import { decideDisputeNews } from "./decide-dispute-news";
import { type Dispute, type GatewayDispute, keepsCreditFrozen, lostShareMinor } from "./dispute";

const AT = new Date("2026-11-20T12:00:00Z");
const PAYMENT: Payment = {
  merchantId: "merchant-1",
  id: "payment-1",
  orderId: "order-1",
  installmentId: "installment-1",
  customerId: "customer-1",
  purpose: "top_up",
  gateway: "stripe",
  state: "completed",
  currency: "USD",
  amountMinor: 6_000n,
  credit: null,
  gatewayPaymentId: "pi_1",
  saveMethod: false,
  createdAt: AT,
  traceId: "trace-1",
};

const moved = (id: string, amountMinor: bigint, feeMinor: bigint) => ({
  id,
  amount: money(amountMinor, "USD"),
  fee: money(feeMinor, "USD"),
  occurredAt: AT,
});
const taken = moved("txn_1", -6_000n, 1_500n);
const back = moved("txn_2", 6_000n, 0n);
const seen = (state: GatewayDispute["state"], movements: GatewayDispute["movements"]): GatewayDispute => ({
  gatewayDisputeId: "du_1",
  gatewayPaymentId: "pi_1",
  isLive: false,
  state,
  amount: money(6_000n, "USD"),
  reason: "fraudulent",
  respondBy: AT,
  openedAt: AT,
  movements,
});

const HISTORIES: Readonly<Record<string, readonly GatewayDispute[]>> = {
  "that is won": [
    seen("needs_response", []),
    seen("needs_response", [taken]),
    seen("under_review", [taken]),
    seen("won", [taken, back]),
  ],
  "that is lost": [seen("needs_response", [taken]), seen("under_review", [taken]), seen("lost", [taken])],
  "that is lost before its money is seen to go": [
    seen("needs_response", []),
    seen("lost", []),
    seen("lost", [taken]),
  ],
  "that was an inquiry": [seen("inquiry", []), seen("needs_response", [taken]), seen("lost", [taken])],
};

/** What all entries of a telling come to, each counted once by its source. */
function tell(history: readonly GatewayDispute[]) {
  const entries = new Map<string, readonly { account: string; amountMinor: bigint }[]>();
  let known: Dispute | null = null;
  for (const news of history) {
    const decision = decideDisputeNews({ payment: PAYMENT, known, newId: "dispute-1" }, news, AT);
    known = decision.dispute;
    for (const { sourceId, postings } of decision.entries)
      entries.set(
        sourceId,
        postings.map(({ account, amount }) => ({ account, amountMinor: amount.amountMinor })),
      );
  }
  const balances: Record<string, bigint> = {};
  for (const { account, amountMinor } of [...entries.values()].flat())
    balances[account] = (balances[account] ?? 0n) + amountMinor;
  return {
    state: known?.state,
    lostMinor: known?.lostMinor,
    withdrawnMinor: known?.withdrawnMinor,
    balances,
  };
}

describe("a dispute", () => {
  for (const [name, history] of Object.entries(HISTORIES)) {
    test(`F36: ${name} ends alike in whatever order, and however often, its news are read`, () => {
      const last = history.at(-1);
      fc.assert(
        fc.property(fc.array(fc.constantFrom(...history), { maxLength: 6 }), (told) => {
          // Whatever came before, the news of its end has come at some time.
          const inOrder = tell(history);
          expect(tell([...told, ...(last === undefined ? [] : [last])])).toEqual(inOrder);
          expect(tell([...history, ...told])).toEqual(inOrder);
        }),
      );
    });
  }

  test("F36: that is lost and then won after all is no loss any more", () => {
    const { balances } = tell([seen("lost", [taken]), seen("won", [taken, back])]);
    expect(balances).toMatchObject({ dispute_losses: 0n, "disputed_funds:stripe": 0n, dispute_fees: 1_500n });
  });
});

describe("the credit of a disputed payment", () => {
  const dispute = (state: Dispute["state"], amountMinor: bigint, isCreditSettled = true) => ({
    state,
    amountMinor,
    isCreditSettled,
  });

  test("DSP-09: is frozen while one dispute goes on, and for good when all of it is lost", () => {
    const frozen = (...disputes: readonly ReturnType<typeof dispute>[]) =>
      keepsCreditFrozen(disputes, 6_000n);
    expect(frozen()).toBe(false);
    expect(frozen(dispute("inquiry", 6_000n))).toBe(true);
    expect(frozen(dispute("won", 3_000n), dispute("under_review", 3_000n))).toBe(true);
    expect(frozen(dispute("won", 6_000n), dispute("closed", 6_000n))).toBe(false);
    expect(frozen(dispute("lost", 2_000n))).toBe(false);
    expect(frozen(dispute("lost", 2_000n, false))).toBe(true);
    expect(frozen(dispute("lost", 3_000n), dispute("lost", 3_000n))).toBe(true);
  });

  test("DSP-09: is lost in the share that the payment is, never more than the lot", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        fc.bigInt({ min: 1n, max: 10n ** 12n }),
        (grantedMinor, amountMinor, more) => {
          const share = lostShareMinor(grantedMinor, { amountMinor, paidMinor: amountMinor + more });
          expect(share).toBeGreaterThan(0n);
          expect(share).toBeLessThanOrEqual(grantedMinor);
          expect(lostShareMinor(grantedMinor, { amountMinor, paidMinor: amountMinor })).toBe(grantedMinor);
        },
      ),
    );
  });
});
