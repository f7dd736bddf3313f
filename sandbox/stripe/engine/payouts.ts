import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { BankAccount, Metadata, Payout } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { availableIn, recordMovement } from "./balance.ts";
import { bankAccountFor } from "./bank-accounts.ts";
import { PAYOUT_FAILURES } from "./payout-failures.ts";
import { bankingDaysAfterS, currentSettings, isAutomatic, startOfDayS } from "./payout-schedule.ts";

const DAY_S = 86_400;
const INSTANT_TAKES_S = 30 * 60;
const ARRIVES_AFTER_BANKING_DAYS = 2;
const REVERSIBLE_FOR_S = 90 * DAY_S;

type NewPayout = {
  /** In the currency's smallest unit; negative when Stripe takes the money back from the bank. */
  readonly amount: number;
  readonly destination: BankAccount;
  readonly isAutomatic: boolean;
  readonly method: "instant" | "standard";
  readonly description: string | null;
  readonly metadata: Metadata;
  readonly statementDescriptor: string | null;
  readonly originalPayout: string | null;
};

/** 1.5%, at least 50 of the smallest unit. https://docs.stripe.com/payouts/instant-payouts#pricing */
const instantFee = (amount: number): number => Math.max(50, Math.floor((amount * 15 + 500) / 1_000));

function buildPayout({ destination, ...given }: NewPayout, now: number): Payout {
  const isInstant = given.method === "instant";
  return {
    id: newId("po_"),
    object: "payout",
    amount: given.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: isInstant ? now + INSTANT_TAKES_S : bankingDaysAfterS(now, ARRIVES_AFTER_BANKING_DAYS),
    automatic: given.isAutomatic,
    balance_transaction: null,
    created: now,
    currency: destination.currency,
    description: given.description,
    destination: destination.id,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: given.metadata,
    method: given.method,
    original_payout: given.originalPayout,
    payout_method: null,
    // Only what leaves by itself is a known batch of movements.
    reconciliation_status: given.isAutomatic ? "in_progress" : "not_applicable",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: given.statementDescriptor,
    status: isInstant || given.isAutomatic ? "in_transit" : "pending",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  };
}

/** https://docs.stripe.com/api/payouts/create */
export function createPayout(sandbox: Sandbox, given: NewPayout): Payout {
  const now = nowS();
  const payout = buildPayout(given, now);
  const fee = given.method === "instant" ? instantFee(given.amount) : 0;
  if (given.destination.status === "errored") {
    throw invalidRequest(
      "The bank account provided cannot be used for payouts because an earlier payout to it failed. Use a different bank account.",
      { code: "bank_account_unusable", param: "destination" },
    );
  }
  if (given.amount + fee > Math.max(0, availableIn(sandbox, payout.currency))) {
    throw invalidRequest(
      "You have insufficient available funds in your Stripe account. Try adding funds directly to your available balance by " +
        "creating Charges using the 4000000000000077 test card. See: https://stripe.com/docs/testing#available-balance",
      { code: "balance_insufficient" },
    );
  }
  sandbox.store.payouts.insert(payout);
  payout.balance_transaction = recordMovement(sandbox, {
    type: "payout",
    amount: -payout.amount,
    fee,
    currency: payout.currency,
    sourceId: payout.id,
    description: payout.description ?? "STRIPE PAYOUT",
  }).id;
  emit(sandbox, "payout.created", payout);
  const sendAt = payout.status === "pending" ? startOfDayS(now) + DAY_S : now;
  sandbox.later.at(sendAt * 1_000, "send_payout", payout.id);
  sandbox.later.at(payout.arrival_date * 1_000, "arrive_payout", payout.id);
  return payout;
}

/** Pays out everything available in a currency and notes which movements those were. */
export function payOutAutomatically(sandbox: Sandbox, currency: string): void {
  sandbox.store.scheduledPayouts.delete(currency);
  const destination = bankAccountFor(sandbox, currency);
  if (!isAutomatic(sandbox) || destination === undefined || destination.status === "errored") return;
  const { payouts } = currentSettings(sandbox).payments;
  const amount = availableIn(sandbox, currency) - (payouts?.minimum_balance_by_currency?.[currency] ?? 0);
  if (amount <= 0) return;
  const movements = unpaidMovements(sandbox, currency);
  const payout = createPayout(sandbox, {
    amount,
    destination,
    isAutomatic: true,
    method: "standard",
    description: "STRIPE PAYOUT",
    metadata: {},
    statementDescriptor: payouts?.statement_descriptor ?? null,
    originalPayout: null,
  });
  for (const id of [...movements, payout.balance_transaction ?? ""])
    sandbox.store.paidOutBy.set(id, payout.id);
}

function unpaidMovements(sandbox: Sandbox, currency: string): readonly string[] {
  return [...(sandbox.store.balanceTransactions.oldestFirst() ?? [])]
    .filter((row) => row.currency === currency && row.status === "available")
    .map(({ id }) => id)
    .filter((id) => !sandbox.store.paidOutBy.has(id));
}

/** The bank has the payout; until then it can be canceled. */
export function sendPayout(sandbox: Sandbox, id: string): void {
  const payout = sandbox.store.payouts.find(id);
  if (payout === undefined || (payout.status !== "pending" && payout.status !== "in_transit")) return;
  changeAndEmit(sandbox, "payout.updated", payout, (changed) => {
    changed.status = "in_transit";
    changed.trace_id = { status: "supported", value: `0000${changed.id.slice(-11)}` };
    if (changed.automatic) changed.reconciliation_status = "completed";
  });
  if (payout.automatic) emit(sandbox, "payout.reconciliation_completed", payout);
}

/** The money is in the bank account, or the bank sends it back. https://docs.stripe.com/payouts#payout-failures */
export function arrivePayout(sandbox: Sandbox, id: string): void {
  const payout = sandbox.store.payouts.find(id);
  if (payout === undefined || payout.status !== "in_transit") return;
  const failure = sandbox.store.payoutFailures.peek(payout.destination ?? "");
  if (failure === undefined) {
    changeAndEmit(sandbox, "payout.updated", payout, (changed) => (changed.status = "paid"));
    emit(sandbox, "payout.paid", payout);
    return;
  }
  const before = { ...payout };
  payout.status = "failed";
  payout.failure_code = failure;
  payout.failure_message = PAYOUT_FAILURES[failure];
  payout.failure_balance_transaction = giveBack(sandbox, payout, "payout_failure");
  // https://docs.stripe.com/payouts#payout-failures: nothing goes there until the account is replaced.
  const bank = sandbox.store.bankAccounts.find(payout.destination ?? "");
  if (bank !== undefined)
    changeAndEmit(
      sandbox,
      "account.external_account.updated",
      bank,
      (changed) => (changed.status = "errored"),
    );
  emit(sandbox, "payout.updated", payout, before);
  emit(sandbox, "payout.failed", payout, before);
}

function giveBack(sandbox: Sandbox, payout: Payout, type: "payout_cancel" | "payout_failure"): string {
  return recordMovement(sandbox, {
    type,
    amount: payout.amount,
    fee: 0,
    currency: payout.currency,
    sourceId: payout.id,
    description: type === "payout_cancel" ? "PAYOUT CANCEL" : "PAYOUT FAILURE",
  }).id;
}

/** https://docs.stripe.com/api/payouts/cancel */
export function cancelPayout(sandbox: Sandbox, payout: Payout): void {
  if (payout.automatic || payout.status !== "pending") {
    throw invalidRequest(
      payout.automatic
        ? "Automatic payouts cannot be canceled."
        : `Payouts with a status of ${payout.status} cannot be canceled; only pending payouts can be.`,
      { code: "payouts_not_allowed" },
    );
  }
  const before = { ...payout };
  payout.status = "canceled";
  payout.failure_balance_transaction = giveBack(sandbox, payout, "payout_cancel");
  emit(sandbox, "payout.canceled", payout, before);
}

/** Takes a payout back from a connected account's bank. https://docs.stripe.com/connect/payout-reversals */
export function reversePayout(sandbox: Sandbox, payout: Payout, metadata: Metadata): Payout {
  const bank = sandbox.store.bankAccounts.find(payout.destination ?? "");
  const refusal =
    sandbox.account === null
      ? "Only payouts of connected accounts can be reversed."
      : bank === undefined || !["US", "CA"].includes(bank.country)
        ? "Only payouts to bank accounts in the US or Canada can be reversed."
        : payout.method === "instant" || payout.amount < 0
          ? "Instant payouts and debits cannot be reversed."
          : payout.reversed_by !== null
            ? `Payout ${payout.id} has already been reversed.`
            : (payout.status !== "paid" && payout.status !== "in_transit") ||
                payout.arrival_date < nowS() - REVERSIBLE_FOR_S
              ? `Payout ${payout.id} cannot be reversed in its present state.`
              : null;
  if (refusal !== null || bank === undefined)
    throw invalidRequest(refusal ?? "", { code: "payout_reversal_not_allowed" });
  const reversal = createPayout(sandbox, {
    amount: -payout.amount,
    destination: bank,
    isAutomatic: false,
    method: "standard",
    description: null,
    metadata,
    statementDescriptor: null,
    originalPayout: payout.id,
  });
  changeAndEmit(sandbox, "payout.updated", payout, (changed) => (changed.reversed_by = reversal.id));
  return reversal;
}
