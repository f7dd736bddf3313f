import { inAccount } from "../connect.ts";
import type { BalanceTransaction, Charge, Refund } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { recordMovement } from "./balance.ts";
import { APPLICATION_ID, collectFee, refundFee } from "./application-fees.ts";
import { createTransfer, reverseTransfer } from "./transfers.ts";

type FeeDetail = BalanceTransaction["fee_details"][number];

/** The platform's share as a part of a direct charge's fee. https://docs.stripe.com/connect/direct-charges */
export function applicationFeeDetail(sandbox: Sandbox, charge: Charge): FeeDetail | null {
  const amount = charge.application_fee_amount;
  if (sandbox.account === null || amount === null || amount === 0) return null;
  const { currency } = charge;
  return {
    amount,
    application: APPLICATION_ID,
    currency,
    description: "application fee",
    type: "application_fee",
  };
}

function destinationOf({ transfer_data: to }: Charge): string {
  const destination = to?.destination ?? "";
  return typeof destination === "string" ? destination : destination.id;
}

/** Passes a charge's money on, once it is on the books. https://docs.stripe.com/connect/destination-charges */
export function shareCharge(sandbox: Sandbox, charge: Charge, settled: BalanceTransaction): void {
  const fee = charge.application_fee_amount ?? 0;
  const availableOnS = settled.available_on;
  if (sandbox.account !== null) {
    if (fee > 0)
      charge.application_fee = collectFee(sandbox, {
        amount: fee,
        charge,
        account: sandbox.account,
        availableOnS,
      }).id;
    return;
  }
  const destination = sandbox.store.accounts.peek(destinationOf(charge));
  if (destination === undefined) return;
  const transfer = createTransfer(sandbox, {
    amount: Math.min(charge.transfer_data?.amount ?? charge.amount_captured, charge.amount_captured),
    currency: charge.currency,
    destination,
    description: charge.description,
    metadata: {},
    source: charge,
    transferGroup: charge.transfer_group ?? `group_${charge.payment_intent ?? charge.id}`,
  });
  Object.assign(charge, { transfer: transfer.id, transfer_group: transfer.transfer_group });
  if (fee === 0) return;
  charge.application_fee = collectFee(sandbox, {
    amount: fee,
    charge,
    account: destination.id,
    availableOnS,
  }).id;
  inAccount(sandbox, destination.id, () =>
    recordMovement(sandbox, {
      type: "stripe_fee",
      reportingCategory: "fee",
      amount: -fee,
      fee: 0,
      currency: charge.currency,
      sourceId: charge.application_fee,
      description: "Application fee",
      availableOnS,
    }),
  );
}

type Wish = { readonly refundsFee: boolean; readonly reversesTransfer: boolean };

/** As much of the whole as was refunded, rounded down. */
const part = (whole: number, refund: Refund, charge: Charge): number =>
  Number((BigInt(whole) * BigInt(refund.amount)) / BigInt(charge.amount_captured));

/** What cannot be taken back is refused before anything is. */
export function checkUnshare(charge: Charge, wish: Wish): void {
  if (wish.reversesTransfer && charge.transfer_data === null)
    throw invalidRequest("The charge has no transfer that could be reversed.", { param: "reverse_transfer" });
  if (wish.refundsFee && charge.application_fee_amount === null)
    throw invalidRequest("The charge has no application fee that could be refunded.", {
      param: "refund_application_fee",
    });
}

/** https://docs.stripe.com/connect/destination-charges#issue-refunds: in proportion, and only when that is asked for. */
export function unshareRefund(sandbox: Sandbox, charge: Charge, refund: Refund, wish: Wish): void {
  const transfer =
    typeof charge.transfer === "string" ? sandbox.store.transfers.find(charge.transfer) : undefined;
  if (wish.reversesTransfer && transfer !== undefined) {
    refund.transfer_reversal = reverseTransfer(sandbox, transfer, {
      amount: part(transfer.amount, refund, charge),
      metadata: {},
      sourceRefund: refund.id,
    }).id;
  }
  if (wish.refundsFee && charge.application_fee !== null)
    refundFee(sandbox, charge.application_fee, part(charge.application_fee_amount ?? 0, refund, charge), {});
}
