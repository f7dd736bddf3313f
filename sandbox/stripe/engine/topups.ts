import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Metadata, Topup } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { recordMovement } from "./balance.ts";
import { PAYOUT_FAILURES, type PayoutFailure } from "./payout-failures.ts";
import { bankingDaysAfterS } from "./payout-schedule.ts";

const TAKES_BANKING_DAYS = 5;

type NewTopup = {
  readonly amount: number;
  readonly currency: string;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly statementDescriptor: string | null;
  readonly transferGroup: string | null;
  /** Why the bank it comes from will refuse; `undefined` when it will not. */
  readonly failure: PayoutFailure | undefined;
};

/** Fetches money from the account's own bank. https://docs.stripe.com/connect/top-ups */
export function createTopup(sandbox: Sandbox, given: NewTopup): Topup {
  const arrival = bankingDaysAfterS(nowS(), TAKES_BANKING_DAYS);
  const topup = sandbox.store.topups.insert({
    id: newId("tu_"),
    object: "topup",
    amount: given.amount,
    balance_transaction: null,
    created: nowS(),
    currency: given.currency,
    description: given.description,
    expected_availability_date: arrival,
    failure_code: null,
    failure_message: null,
    initiated_by: "user",
    livemode: false,
    metadata: given.metadata,
    source: null,
    statement_descriptor: given.statementDescriptor,
    status: "pending",
    transfer_group: given.transferGroup,
  });
  if (given.failure !== undefined) sandbox.store.payoutFailures.set(topup.id, given.failure);
  emit(sandbox, "topup.created", topup);
  sandbox.later.at(arrival * 1_000, "arrive_topup", topup.id);
  return topup;
}

/** The money is there, or the bank has refused. */
export function arriveTopup(sandbox: Sandbox, id: string): void {
  const topup = sandbox.store.topups.find(id);
  if (topup?.status !== "pending") return;
  const failure = sandbox.store.payoutFailures.peek(id);
  if (failure !== undefined) {
    changeAndEmit(sandbox, "topup.failed", topup, (changed) => {
      changed.status = "failed";
      changed.failure_code = failure;
      changed.failure_message = PAYOUT_FAILURES[failure];
    });
    return;
  }
  const { amount, currency, description } = topup;
  const moved = recordMovement(sandbox, {
    type: "topup",
    amount,
    fee: 0,
    currency,
    sourceId: id,
    description,
  });
  changeAndEmit(sandbox, "topup.succeeded", topup, (changed) => {
    changed.status = "succeeded";
    changed.balance_transaction = moved.id;
  });
}

/** https://docs.stripe.com/api/topups/cancel */
export function cancelTopup(sandbox: Sandbox, topup: Topup): void {
  if (topup.status !== "pending") {
    throw invalidRequest(`Only pending top-ups can be canceled; this one is ${topup.status}.`, {
      param: "topup",
    });
  }
  changeAndEmit(sandbox, "topup.canceled", topup, (changed) => (changed.status = "canceled"));
}
