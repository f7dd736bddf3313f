import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { BalanceTransaction } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { CurrencyBalance } from "../store.ts";
import { scheduleAutomaticPayout } from "./payout-schedule.ts";

const SETTLES_AFTER_S = 2 * 86_400;

/** The categories of https://docs.stripe.com/reports/reporting-categories, by the type of the movement. */
const CATEGORIES = {
  adjustment: "other_adjustment",
  application_fee: "platform_earning",
  application_fee_refund: "platform_earning_refund",
  charge: "charge",
  payment: "charge",
  payment_failure_refund: "charge_failure",
  payment_refund: "refund",
  payout: "payout",
  payout_cancel: "payout_reversal",
  payout_failure: "payout_reversal",
  refund: "refund",
  refund_failure: "refund_failure",
  stripe_fee: "fee",
  topup: "topup",
  topup_reversal: "topup_reversal",
  transfer: "transfer",
  transfer_refund: "transfer_reversal",
} as const;

/** What customers pay is pending first; everything else moves what is available. */
const PENDING_FIRST: readonly string[] = ["charge", "payment"];

type FeeDetail = BalanceTransaction["fee_details"][number];

export type Movement = {
  readonly type: keyof typeof CATEGORIES;
  /** Gross, in the currency's smallest unit; negative when it leaves the balance. */
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly sourceId: string | null;
  readonly description: string | null;
  /** What the fee is made of, when it is not Stripe's alone. */
  readonly feeDetails?: readonly FeeDetail[];
  /** For adjustments, whose type does not say what they are, such as `dispute`. */
  readonly reportingCategory?: string;
  readonly isAvailableAtOnce?: boolean;
  /** Unix seconds; two days after a payment when nothing else is said. */
  readonly availableOnS?: number;
};

function balanceOf(sandbox: Sandbox, currency: string): CurrencyBalance {
  const present = sandbox.store.balances.get(currency);
  if (present !== undefined) return present;
  const created = { available: 0, pending: 0 };
  sandbox.store.balances.set(currency, created);
  return created;
}

/** What may be paid out now, in the currency's smallest unit; negative when the account owes Stripe. */
export const availableIn = (sandbox: Sandbox, currency: string): number =>
  sandbox.store.balances.peek(currency)?.available ?? 0;

function feeDetails(movement: Movement): FeeDetail[] {
  if (movement.feeDetails !== undefined) return [...movement.feeDetails];
  if (movement.fee === 0) return [];
  const { fee: amount, currency } = movement;
  return [{ amount, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }];
}

function availableOn(movement: Movement, nowInS: number): number {
  if (movement.isAvailableAtOnce === true) return nowInS;
  if (movement.availableOnS !== undefined) return Math.max(nowInS, movement.availableOnS);
  return PENDING_FIRST.includes(movement.type) ? nowInS + SETTLES_AFTER_S : nowInS;
}

/** Writes one movement of the account's balance. https://docs.stripe.com/reports/balance-transaction-types */
export function recordMovement(sandbox: Sandbox, movement: Movement): BalanceTransaction {
  const created = nowS();
  const available_on = availableOn(movement, created);
  const isAvailable = available_on === created;
  const net = movement.amount - movement.fee;
  const balance = balanceOf(sandbox, movement.currency);
  if (isAvailable) balance.available += net;
  else balance.pending += net;
  const transaction = sandbox.store.balanceTransactions.insert({
    id: newId("txn_"),
    object: "balance_transaction",
    amount: movement.amount,
    available_on,
    balance_type: "payments",
    created,
    currency: movement.currency,
    description: movement.description,
    exchange_rate: null,
    fee: movement.fee,
    fee_details: feeDetails(movement),
    net,
    reporting_category: movement.reportingCategory ?? CATEGORIES[movement.type],
    source: movement.sourceId,
    status: isAvailable ? "available" : "pending",
    type: movement.type,
  });
  if (isAvailable) scheduleAutomaticPayout(sandbox, movement.currency, balance.available);
  else releaseLater(sandbox, transaction);
  return transaction;
}

/** Movements of a currency that become available in the same second are released together. */
function releaseLater(sandbox: Sandbox, { id, currency, available_on }: BalanceTransaction): void {
  const key = `${currency}/${available_on}`;
  const others = sandbox.store.pendingFunds.get(key);
  if (others !== undefined) {
    others.push(id);
    return;
  }
  sandbox.store.pendingFunds.set(key, [id]);
  sandbox.later.at(available_on * 1_000, "release_funds", key);
}

/** Makes the movements of one key available. Answers how many they were. */
function release(sandbox: Sandbox, key: string): number {
  const ids = sandbox.store.pendingFunds.peek(key) ?? [];
  sandbox.store.pendingFunds.delete(key);
  for (const id of ids) {
    const transaction = sandbox.store.balanceTransactions.find(id);
    if (transaction === undefined) continue;
    transaction.status = "available";
    transaction.available_on = Math.min(transaction.available_on, nowS());
    const balance = balanceOf(sandbox, transaction.currency);
    balance.pending -= transaction.net;
    balance.available += transaction.net;
  }
  return ids.length;
}

/** What happens two days after a payment. https://docs.stripe.com/payouts#payout-speed */
export function releaseFunds(sandbox: Sandbox, key: string): void {
  if (release(sandbox, key) === 0) return;
  emit(sandbox, "balance.available", balanceObject(sandbox));
  const [currency = ""] = key.split("/");
  scheduleAutomaticPayout(sandbox, currency, availableIn(sandbox, currency));
}

/** Makes everything pending available, as the passing of two days would. Answers how many movements that was. */
export function settleBalance(sandbox: Sandbox): number {
  const keys = [...sandbox.store.pendingFunds.ids()];
  const count = keys.reduce((sum, key) => sum + release(sandbox, key), 0);
  if (count > 0) emit(sandbox, "balance.available", balanceObject(sandbox));
  for (const currency of new Set(keys.map((key) => key.split("/")[0] ?? "")))
    scheduleAutomaticPayout(sandbox, currency, availableIn(sandbox, currency));
  return count;
}

/** https://docs.stripe.com/api/balance/balance_object */
export function balanceObject(sandbox: Sandbox): object {
  const known = [...sandbox.store.balances.entries()];
  const entries: readonly (readonly [string, CurrencyBalance])[] =
    known.length > 0 ? known : [["usd", { available: 0, pending: 0 }]];
  const funds = (kind: keyof CurrencyBalance): readonly object[] =>
    entries.map(([currency, balance]) => ({
      amount: balance[kind],
      currency,
      source_types: { card: balance[kind] },
    }));
  return {
    object: "balance",
    available: funds("available"),
    instant_available: entries.map(([currency, { available }]) => ({
      amount: Math.max(0, available),
      currency,
      source_types: { card: Math.max(0, available) },
    })),
    livemode: false,
    pending: funds("pending"),
    refund_and_dispute_prefunding: {
      available: entries.map(([currency]) => ({ amount: 0, currency })),
      pending: entries.map(([currency]) => ({ amount: 0, currency })),
    },
  };
}
