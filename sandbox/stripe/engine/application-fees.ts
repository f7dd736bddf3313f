import { inAccount } from "../connect.ts";
import type { ApplicationFee, FeeRefund } from "../connect-objects.ts";
import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Charge, Metadata } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { recordMovement } from "./balance.ts";

/** What Connect calls the platform. */
export const APPLICATION_ID = "ca_3SandboxPlatform";

type NewFee = {
  readonly amount: number;
  readonly charge: Charge;
  readonly account: string;
  readonly availableOnS: number;
};

/** The platform's share of what an account was paid. https://docs.stripe.com/connect/direct-charges#collect-fees */
export function collectFee(
  sandbox: Sandbox,
  { amount, charge, account, availableOnS }: NewFee,
): ApplicationFee {
  return inAccount(sandbox, null, () => {
    const id = newId("fee_");
    const { currency } = charge;
    const moved = recordMovement(sandbox, {
      type: "application_fee",
      amount,
      fee: 0,
      currency,
      sourceId: id,
      description: null,
      availableOnS,
    });
    const fee = sandbox.store.applicationFees.insert({
      id,
      object: "application_fee",
      account,
      amount,
      amount_refunded: 0,
      application: APPLICATION_ID,
      balance_transaction: moved.id,
      charge: charge.id,
      created: nowS(),
      currency,
      fee_source: { charge: charge.id, type: "charge" },
      livemode: false,
      originating_transaction: null,
      refunded: false,
    });
    emit(sandbox, "application_fee.created", fee);
    return fee;
  });
}

/** https://docs.stripe.com/api/fee_refunds/create */
export function refundFee(
  sandbox: Sandbox,
  feeId: string,
  wanted: number | undefined,
  metadata: Metadata,
): FeeRefund {
  return inAccount(sandbox, null, () => {
    const fee = sandbox.store.applicationFees.find(feeId);
    if (fee === undefined) throw new Error(`There is no application fee ${feeId}.`);
    const left = fee.amount - fee.amount_refunded;
    const amount = wanted ?? left;
    if (amount < 1 || amount > left)
      throw invalidRequest(
        `Refund amount (${amount}) is greater than unrefunded amount on application fee (${left})`,
        {
          code: "amount_too_large",
          param: "amount",
        },
      );
    const { currency } = fee;
    const id = newId("fr_");
    const moved = recordMovement(sandbox, {
      type: "application_fee_refund",
      amount: -amount,
      fee: 0,
      currency,
      sourceId: id,
      description: null,
    });
    const refund = sandbox.store.feeRefunds.insert({
      id,
      object: "fee_refund",
      amount,
      balance_transaction: moved.id,
      created: nowS(),
      currency,
      fee: fee.id,
      metadata,
    });
    inAccount(sandbox, fee.account, () =>
      recordMovement(sandbox, {
        type: "adjustment",
        reportingCategory: "fee",
        amount,
        fee: 0,
        currency,
        sourceId: id,
        description: "Application fee refund",
      }),
    );
    changeAndEmit(sandbox, "application_fee.refunded", fee, (changed) => {
      changed.amount_refunded += amount;
      changed.refunded = changed.amount_refunded === changed.amount;
    });
    return refund;
  });
}
