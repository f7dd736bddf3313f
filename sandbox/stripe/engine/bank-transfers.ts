import { emit } from "../events.ts";
import type { CashTransaction, PaymentIntent, PaymentMethod } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { cashBalanceOf, cashIn, moveCash } from "./cash-balances.ts";
import { createOtherCharge } from "./charges.ts";
import { financialAddresses, TRANSFER_TYPES } from "./funding-instructions.ts";
import { completePayment } from "./payment-outcome.ts";

type Instructions = NonNullable<
  NonNullable<PaymentIntent["next_action"]>["display_bank_transfer_instructions"]
>;

const instructionsOf = (intent: PaymentIntent): Instructions | undefined =>
  intent.next_action?.display_bank_transfer_instructions;

/** What the customer writes on a transfer for it to find its payment. */
const referenceOf = ({ id }: PaymentIntent): string => id.slice(-10).toUpperCase();

function customerOf(intent: PaymentIntent): string {
  if (intent.customer !== null) return intent.customer;
  throw invalidRequest("A customer must be provided for payments with customer_balance.", {
    code: "parameter_missing",
    param: "customer",
  });
}

function instruct(sandbox: Sandbox, intent: PaymentIntent, remaining: number): void {
  const given = intent.payment_method_options?.customer_balance?.bank_transfer;
  const type = TRANSFER_TYPES[intent.currency] ?? "us_bank_transfer";
  if (given != null && given.type !== type) {
    throw invalidRequest(
      `Bank transfers of type ${given.type} cannot be used with ${intent.currency}: use ${type}.`,
      { param: "payment_method_options[customer_balance][bank_transfer][type]" },
    );
  }
  intent.status = "requires_action";
  intent.next_action = {
    type: "display_bank_transfer_instructions",
    display_bank_transfer_instructions: {
      amount_remaining: remaining,
      currency: intent.currency,
      financial_addresses: financialAddresses(customerOf(intent), type, given?.eu_bank_transfer?.country),
      hosted_instructions_url: `${sandbox.origin}/bank-transfers/${intent.client_secret}`,
      reference: referenceOf(intent),
      type,
    },
  };
}

/** Uses what the customer has already sent, and waits for the rest. https://docs.stripe.com/payments/bank-transfers/accept-a-payment */
export function awaitTransfer(sandbox: Sandbox, intent: PaymentIntent): void {
  const customerId = customerOf(intent);
  instruct(sandbox, intent, intent.amount);
  const balance = cashBalanceOf(sandbox, customerId);
  const isAutomatic = balance.settings.reconciliation_mode === "automatic";
  const present = isAutomatic ? cashIn(balance, intent.currency) : 0;
  if (present > 0) applyCash(sandbox, intent, Math.min(present, intent.amount));
  if (intent.status === "requires_action") emit(sandbox, "payment_intent.requires_action", intent);
}

/** Uses some of the customer's money for a payment that waits for it. */
function applyCash(sandbox: Sandbox, intent: PaymentIntent, amount: number): void {
  const instructions = instructionsOf(intent);
  const paymentMethod = sandbox.store.paymentMethods.find(intent.payment_method ?? "");
  if (instructions === undefined || paymentMethod === undefined) return;
  const reason = {
    type: "applied_to_payment",
    applied_to_payment: { payment_intent: intent.id },
  } as const;
  moveCash(sandbox, customerOf(intent), { amount: -amount, currency: intent.currency, reason });
  const remaining = (instructions.amount_remaining ?? 0) - amount;
  instructions.amount_remaining = remaining;
  if (remaining > 0) emit(sandbox, "payment_intent.partially_funded", intent);
  else pay(sandbox, intent, paymentMethod);
}

function pay(sandbox: Sandbox, intent: PaymentIntent, paymentMethod: PaymentMethod): void {
  createOtherCharge(sandbox, { intent, paymentMethod, status: "succeeded", mandateId: null });
  completePayment(sandbox, intent, paymentMethod);
}

function refuse(intent: PaymentIntent, message: string, param?: string): never {
  throw invalidRequest(message, {
    code: "payment_intent_unexpected_state",
    ...(param === undefined ? {} : { param }),
    payment_intent: intent,
  });
}

/** https://docs.stripe.com/api/payment_intents/apply_customer_balance */
export function applyCustomerBalance(
  sandbox: Sandbox,
  intent: PaymentIntent,
  given: { readonly amount: number | undefined; readonly currency: string | undefined },
): void {
  const instructions = instructionsOf(intent);
  if (instructions === undefined)
    refuse(intent, `This PaymentIntent waits for no bank transfer: its status is ${intent.status}.`);
  const remaining = instructions.amount_remaining ?? 0;
  if (given.currency !== undefined && given.currency.toLowerCase() !== intent.currency) {
    throw invalidRequest(`The PaymentIntent is in ${intent.currency}, not ${given.currency}.`, {
      param: "currency",
    });
  }
  const present = cashIn(cashBalanceOf(sandbox, customerOf(intent)), intent.currency);
  const amount = given.amount ?? Math.min(remaining, present);
  if (amount < 1)
    throw invalidRequest("Invalid positive integer", { code: "parameter_invalid_integer", param: "amount" });
  if (amount > remaining)
    throw invalidRequest(`Only ${remaining} of this PaymentIntent remains to be paid.`, { param: "amount" });
  if (amount > present) {
    throw invalidRequest(`The customer's cash balance holds only ${present} ${intent.currency}.`, {
      code: "balance_insufficient",
      param: "amount",
    });
  }
  applyCash(sandbox, intent, amount);
}

/** The payments of a customer that wait for a transfer: those with its reference, of its very amount, then the oldest. */
function waiting(sandbox: Sandbox, customerId: string, funds: Funds): PaymentIntent[] {
  const open = [...(sandbox.store.paymentIntents.oldestFirst() ?? [])].filter(
    (intent) =>
      intent.customer === customerId &&
      intent.currency === funds.currency &&
      intent.status === "requires_action" &&
      instructionsOf(intent) !== undefined,
  );
  const rank = (intent: PaymentIntent): number => {
    if (funds.reference !== null && funds.reference.toUpperCase().includes(referenceOf(intent))) return 0;
    return instructionsOf(intent)?.amount_remaining === funds.amount ? 1 : 2;
  };
  return open.toSorted((a, b) => rank(a) - rank(b));
}

type Funds = { readonly amount: number; readonly currency: string; readonly reference: string | null };

function fundedBy({ currency, reference }: Funds): Pick<CashTransaction, "type" | "funded"> {
  const type = TRANSFER_TYPES[currency] ?? "us_bank_transfer";
  const sender_name = "Jenny Rosen";
  const transfer = {
    eu_bank_transfer: { eu_bank_transfer: { bic: "TESTDE2X", iban_last4: "3000", sender_name } },
    gb_bank_transfer: {
      gb_bank_transfer: { account_number_last4: "1234", sender_name, sort_code: "108800" },
    },
    jp_bank_transfer: {
      jp_bank_transfer: { sender_bank: "STRIPE TEST BANK", sender_branch: "TEST", sender_name },
    },
    mx_bank_transfer: {},
    us_bank_transfer: { us_bank_transfer: { network: "ach", sender_name } },
  } as const;
  return { type: "funded", funded: { bank_transfer: { reference, type, ...transfer[type] } } };
}

/** A transfer arrives. https://docs.stripe.com/payments/customer-balance/reconciliation */
export function receiveTransfer(sandbox: Sandbox, customerId: string, funds: Funds): CashTransaction {
  const { amount, currency } = funds;
  const balance = cashBalanceOf(sandbox, customerId);
  const arrived = moveCash(sandbox, customerId, { amount, currency, reason: fundedBy(funds) });
  if (balance.settings.reconciliation_mode === "automatic") {
    for (const { id } of waiting(sandbox, customerId, funds)) {
      const intent = sandbox.store.paymentIntents.find(id);
      const remaining = intent === undefined ? 0 : (instructionsOf(intent)?.amount_remaining ?? 0);
      const share = Math.min(remaining, cashIn(balance, currency));
      if (intent !== undefined && share > 0) applyCash(sandbox, intent, share);
    }
  }
  if (cashIn(balance, currency) > 0) emit(sandbox, "cash_balance.funds_available", balance);
  return arrived;
}

/** A payment that is given up returns what it had of the customer's money. */
export function returnCash(sandbox: Sandbox, intent: PaymentIntent): void {
  const instructions = instructionsOf(intent);
  const amount = intent.amount - (instructions?.amount_remaining ?? intent.amount);
  if (amount <= 0 || intent.customer === null) return;
  const reason = {
    type: "unapplied_from_payment",
    unapplied_from_payment: { payment_intent: intent.id },
  } as const;
  moveCash(sandbox, intent.customer, { amount, currency: intent.currency, reason });
}
