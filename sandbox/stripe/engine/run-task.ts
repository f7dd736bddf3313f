import { changeAndEmit } from "../events.ts";
import { inAccount } from "../connect.ts";
import type { Sandbox } from "../sandbox.ts";
import type { Task } from "../store.ts";
import { deleteTestClock, readyTestClock } from "./test-clocks.ts";
import { expireUnpaid } from "./checkout-sessions.ts";
import { releaseFunds } from "./balance.ts";
import { arrivePayout, payOutAutomatically, sendPayout } from "./payouts.ts";
import { settleCharge } from "./charges.ts";
import { settleDebit } from "./debits.ts";
import { closeUnescalated, decideDispute, loseUnanswered, openTestDisputes } from "./disputes.ts";
import { warnOfFraud } from "./fraud-warnings.ts";
import { lapseAuthorization } from "./finish-payment-intent.ts";
import { completeRefund, failRefund } from "./refunds.ts";
import { arriveTopup } from "./topups.ts";

type TaskKind = {
  readonly run: (sandbox: Sandbox, objectId: string) => void;
  /**
   * Happens because nobody did anything until then, such as an authorization that lapses. Only the clock brings it;
   * `settle`, which does what is merely a matter of waiting, leaves it alone.
   */
  readonly isDeadline?: true;
};

/** What Stripe does some time after a request, by the name under which it is scheduled. */
const TASK_KINDS: Readonly<Record<Task["kind"], TaskKind>> = {
  settle_charge: {
    run(sandbox, id) {
      const charge = sandbox.store.charges.find(id);
      if (charge === undefined) return;
      changeAndEmit(sandbox, "charge.updated", charge, (changed) => settleCharge(sandbox, changed));
    },
  },
  settle_debit: {
    run(sandbox, id) {
      const intent = sandbox.store.paymentIntents.find(id);
      if (intent !== undefined) settleDebit(sandbox, intent);
    },
  },
  complete_refund: {
    run(sandbox, id) {
      const refund = sandbox.store.refunds.find(id);
      if (refund !== undefined) completeRefund(sandbox, refund);
    },
  },
  fail_refund: {
    run(sandbox, id) {
      const refund = sandbox.store.refunds.find(id);
      if (refund !== undefined) failRefund(sandbox, refund);
    },
  },
  open_disputes: {
    run(sandbox, id) {
      const charge = sandbox.store.charges.find(id);
      if (charge !== undefined) openTestDisputes(sandbox, charge);
    },
  },
  warn_of_fraud: {
    run(sandbox, id) {
      const charge = sandbox.store.charges.find(id);
      if (charge !== undefined) warnOfFraud(sandbox, charge);
    },
  },
  decide_dispute: {
    run(sandbox, id) {
      const dispute = sandbox.store.disputes.find(id);
      if (dispute !== undefined) decideDispute(sandbox, dispute);
    },
  },
  lose_dispute: {
    isDeadline: true,
    run(sandbox, id) {
      const dispute = sandbox.store.disputes.find(id);
      if (dispute !== undefined) loseUnanswered(sandbox, dispute);
    },
  },
  close_inquiry: {
    isDeadline: true,
    run(sandbox, id) {
      const dispute = sandbox.store.disputes.find(id);
      if (dispute !== undefined) closeUnescalated(sandbox, dispute);
    },
  },
  ready_test_clock: { run: readyTestClock },
  delete_test_clock: { isDeadline: true, run: deleteTestClock },
  lapse_authorization: {
    isDeadline: true,
    run(sandbox, id) {
      const intent = sandbox.store.paymentIntents.find(id);
      if (intent !== undefined) lapseAuthorization(sandbox, intent);
    },
  },
  // The money of the next days: `settle` makes it available, and only the calendar pays it out.
  release_funds: { isDeadline: true, run: releaseFunds },
  pay_out: { isDeadline: true, run: payOutAutomatically },
  send_payout: { isDeadline: true, run: sendPayout },
  expire_session: { isDeadline: true, run: expireUnpaid },
  arrive_topup: { isDeadline: true, run: arriveTopup },
  arrive_payout: { isDeadline: true, run: arrivePayout },
};

export const isDeadline = (kind: Task["kind"]): boolean => TASK_KINDS[kind].isDeadline === true;

/** Does a task whose time has come. */
export function runTask(sandbox: Sandbox, { account, kind, objectId }: Task): void {
  inAccount(sandbox, account ?? null, () => TASK_KINDS[kind].run(sandbox, objectId));
}
