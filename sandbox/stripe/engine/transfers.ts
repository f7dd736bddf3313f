import { inAccount } from "../connect.ts";
import type { ConnectedAccount, Transfer, TransferReversal } from "../connect-objects.ts";
import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Charge, Metadata } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { availableIn, recordMovement } from "./balance.ts";

export type NewTransfer = {
  readonly amount: number;
  readonly currency: string;
  readonly destination: ConnectedAccount;
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly source: Charge | null;
  readonly transferGroup: string | null;
};

function check(sandbox: Sandbox, given: NewTransfer): void {
  const { amount, currency, source, destination } = given;
  if (destination.capabilities["transfers"] !== "active") {
    throw invalidRequest(
      "Your destination account needs to have at least one of the following capabilities enabled: transfers, crypto_transfers, legacy_payments",
      { code: "insufficient_capabilities_for_transfer", param: "destination" },
    );
  }
  if (source !== null) {
    const sent = [...(sandbox.store.transfers.oldestFirst() ?? [])].filter(
      (row) => row.source_transaction === source.id,
    );
    const left =
      source.amount_captured - sent.reduce((sum, row) => sum + row.amount - row.amount_reversed, 0);
    if (amount > left)
      throw invalidRequest(
        "Transfers using this transaction as a source must not exceed the source amount.",
        {
          param: "amount",
        },
      );
    return;
  }
  if (amount > availableIn(sandbox, currency)) {
    throw invalidRequest(
      "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by " +
        "creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
      { code: "balance_insufficient" },
    );
  }
}

/** Moves money from the platform's balance to an account's. https://docs.stripe.com/connect/separate-charges-and-transfers */
export function createTransfer(sandbox: Sandbox, given: NewTransfer): Transfer {
  check(sandbox, given);
  const { amount, currency, source, description } = given;
  const id = newId("tr_");
  // Money that is still on its way from a customer is passed on when it is there.
  const funded = sandbox.store.balanceTransactions.peek(source?.balance_transaction ?? "");
  const availableOnS = funded?.status === "pending" ? funded.available_on : nowS();
  const moved = recordMovement(sandbox, {
    type: "transfer",
    amount: -amount,
    fee: 0,
    currency,
    sourceId: id,
    description,
    availableOnS,
  });
  const payment = newId("py_");
  const transfer = sandbox.store.transfers.insert({
    id,
    object: "transfer",
    amount,
    amount_reversed: 0,
    balance_transaction: moved.id,
    created: nowS(),
    currency,
    description,
    destination: given.destination.id,
    destination_payment: payment,
    livemode: false,
    metadata: given.metadata,
    reversed: false,
    source_transaction: source?.id ?? null,
    source_type: "card",
    transfer_group: given.transferGroup,
  });
  emit(sandbox, "transfer.created", transfer);
  inAccount(sandbox, given.destination.id, () =>
    recordMovement(sandbox, {
      type: "payment",
      amount,
      fee: 0,
      currency,
      sourceId: payment,
      description,
      availableOnS,
    }),
  );
  return transfer;
}

/** Takes a transfer back, whole or in part. https://docs.stripe.com/connect/separate-charges-and-transfers#reverse-transfers */
export function reverseTransfer(
  sandbox: Sandbox,
  transfer: Transfer,
  given: {
    readonly amount: number | undefined;
    readonly metadata: Metadata;
    readonly sourceRefund: string | null;
  },
): TransferReversal {
  const left = transfer.amount - transfer.amount_reversed;
  const amount = given.amount ?? left;
  if (amount < 1 || amount > left)
    throw invalidRequest(
      left === 0
        ? `Transfer ${transfer.id} is already fully reversed.`
        : `Reversal amount (${amount}) is greater than the unreversed amount on transfer (${left})`,
      { param: "amount" },
    );
  const { currency } = transfer;
  const id = newId("trr_");
  const refund = newId("pyr_");
  const moved = recordMovement(sandbox, {
    type: "transfer_refund",
    amount,
    fee: 0,
    currency,
    sourceId: id,
    description: "REFUND FOR TRANSFER",
  });
  const reversal = sandbox.store.transferReversals.insert({
    id,
    object: "transfer_reversal",
    amount,
    balance_transaction: moved.id,
    created: nowS(),
    currency,
    destination_payment_refund: refund,
    metadata: given.metadata,
    source_refund: given.sourceRefund,
    transfer: transfer.id,
  });
  inAccount(sandbox, transfer.destination, () =>
    recordMovement(sandbox, {
      type: "payment_refund",
      amount: -amount,
      fee: 0,
      currency,
      sourceId: refund,
      description: "REFUND FOR PAYMENT",
    }),
  );
  changeAndEmit(sandbox, "transfer.reversed", transfer, (changed) => {
    changed.amount_reversed += amount;
    changed.reversed = changed.amount_reversed === changed.amount;
  });
  return reversal;
}
