import { describe, expect, it } from "vitest";
import { PAYMENT_STATES } from "@/lib/domain/payments/payment-state";
import { type Confirmation, settleConfirmation } from "./settle-confirmation";

const declined: Confirmation = { kind: "refused", code: "card_declined", declineCode: "insufficient_funds" };
const lost: Confirmation = { kind: "lost" };
const confirmed: Confirmation = { kind: "confirmed" };

describe("settleConfirmation", () => {
  it("calls an order paid only when the server has read it", () => {
    expect(settleConfirmation(confirmed, null)).toEqual({ kind: "unknown" });
    expect(settleConfirmation(confirmed, { state: "pending", orderState: "payment_pending" })).toEqual({
      kind: "unknown",
    });
    expect(settleConfirmation(confirmed, { state: "completed", orderState: "paid" })).toEqual({
      kind: "paid",
    });
  });

  it("believes the server over a refusal in the browser", () => {
    expect(settleConfirmation(declined, { state: "completed", orderState: "paid" })).toEqual({
      kind: "paid",
    });
    expect(settleConfirmation(declined, { state: "outcome_unknown", orderState: "payment_pending" })).toEqual(
      {
        kind: "unknown",
      },
    );
  });

  it("gives advice for a decline that left the payment open", () => {
    const expected = { kind: "declined", advice: "check_funds" };
    expect(settleConfirmation(declined, { state: "failed", orderState: "payment_pending" })).toEqual(
      expected,
    );
    expect(settleConfirmation(declined, null)).toEqual(expected);
  });

  it("does not know what happened when the answer and the server are both lost", () => {
    expect(settleConfirmation(lost, null)).toEqual({ kind: "unknown" });
  });

  it("lets a lost confirmation be tried again once the server has seen no money move", () => {
    expect(settleConfirmation(lost, { state: "pending", orderState: "payment_pending" })).toEqual({
      kind: "retry",
    });
    expect(settleConfirmation(lost, { state: "requires_action", orderState: "payment_pending" })).toEqual({
      kind: "retry",
    });
  });

  it("never says declined, incomplete or retry while money may be on its way", () => {
    for (const confirmation of [declined, lost, confirmed]) {
      for (const state of PAYMENT_STATES.filter(
        (each) => each === "processing" || each === "outcome_unknown",
      )) {
        expect(settleConfirmation(confirmation, { state, orderState: "payment_pending" })).toEqual({
          kind: "unknown",
        });
      }
    }
  });

  it("says what the bank said of a payment that was given up since, because credit waited beside it", () => {
    const settled = settleConfirmation(declined, { state: "canceled", orderState: "payment_pending" });
    expect(settled).toMatchObject({ kind: "declined" });
  });

  it("closes the form when the order was canceled meanwhile", () => {
    expect(settleConfirmation(declined, { state: "canceled", orderState: "canceled" })).toEqual({
      kind: "closed",
    });
  });
});
