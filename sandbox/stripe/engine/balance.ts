import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { BalanceTransaction } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { CurrencyBalance } from "../store.ts";

const SETTLES_AFTER_S = 2 * 86_400;

type Movement = {
  readonly type: "charge" | "refund" | "refund_failure";
  readonly amount: number;
  readonly fee: number;
  readonly currency: string;
  readonly sourceId: string;
  readonly description: string | null;
  readonly isAvailableAtOnce?: boolean;
};

function balanceOf(sandbox: Sandbox, currency: string): CurrencyBalance {
  const present = sandbox.store.balances.get(currency);
  if (present !== undefined) return present;
  const created = { available: 0, pending: 0 };
  sandbox.store.balances.set(currency, created);
  return created;
}

function feeDetails(movement: Movement): BalanceTransaction["fee_details"] {
  if (movement.fee === 0) return [];
  const { fee: amount, currency } = movement;
  return [{ amount, application: null, currency, description: "Stripe processing fees", type: "stripe_fee" }];
}

/** Writes one movement of the account's balance. https://docs.stripe.com/reports/balance-transaction-types */
export function recordMovement(sandbox: Sandbox, movement: Movement): BalanceTransaction {
  const created = nowS();
  // Refunds leave what is available; charges arrive pending.
  const isAvailable = movement.type !== "charge" || movement.isAvailableAtOnce === true;
  const net = movement.amount - movement.fee;
  const balance = balanceOf(sandbox, movement.currency);
  if (isAvailable) balance.available += net;
  else balance.pending += net;
  return sandbox.store.balanceTransactions.insert({
    id: newId("txn_"),
    object: "balance_transaction",
    amount: movement.amount,
    available_on: isAvailable ? created : created + SETTLES_AFTER_S,
    balance_type: "payments",
    created,
    currency: movement.currency,
    description: movement.description,
    exchange_rate: null,
    fee: movement.fee,
    fee_details: feeDetails(movement),
    net,
    reporting_category: movement.type,
    source: movement.sourceId,
    status: isAvailable ? "available" : "pending",
    type: movement.type,
  });
}

/** Makes everything pending available, as the passing of two days would. Answers how many movements that was. */
export function settleBalance(sandbox: Sandbox): number {
  let count = 0;
  for (const { id, status } of sandbox.store.balanceTransactions.oldestFirst() ?? []) {
    const transaction = status === "pending" ? sandbox.store.balanceTransactions.find(id) : undefined;
    if (transaction === undefined) continue;
    transaction.status = "available";
    transaction.available_on = nowS();
    count += 1;
  }
  for (const currency of sandbox.store.balances.ids()) {
    const balance = balanceOf(sandbox, currency);
    balance.available += balance.pending;
    balance.pending = 0;
  }
  if (count > 0) emit(sandbox, "balance.available", balanceObject(sandbox));
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
    livemode: false,
    pending: funds("pending"),
    refund_and_dispute_prefunding: {
      available: entries.map(([currency]) => ({ amount: 0, currency })),
      pending: entries.map(([currency]) => ({ amount: 0, currency })),
    },
  };
}
