import { newId } from "../ids.ts";
import { methodOf } from "../methods/registry.ts";
import { accountByNumber, type TestAccount } from "../methods/test-accounts.ts";
import type { BillingDetails, Metadata, PaymentMethod } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import type { MethodState } from "../store.ts";
import { sepaAccountDetails, usAccountDetails } from "./debit-accounts.ts";
import { toBilling } from "./shared-params.ts";

type NewMethod = {
  readonly type: string;
  readonly billing: BillingDetails;
  readonly metadata: Metadata;
  readonly allowRedisplay: "always" | "limited" | "unspecified";
  /** What the type's own part adds to the registry's. */
  readonly details: Partial<PaymentMethod>;
  readonly account: TestAccount | null;
  readonly isVerified: boolean;
};

/** Stores a payment method that is not a card. */
export function createOtherMethod(sandbox: Sandbox, given: NewMethod): PaymentMethod {
  const id = newId("pm_");
  sandbox.store.methodStates.set(id, {
    account: given.account?.number ?? null,
    isVerified: given.isVerified,
    verificationCount: 0,
    isSetUp: false,
    isSpent: false,
  });
  return sandbox.store.paymentMethods.insert({
    ...structuredClone(methodOf(given.type).methodDetails),
    ...given.details,
    id,
    object: "payment_method",
    allow_redisplay: given.allowRedisplay,
    billing_details: given.billing,
    created: nowS(),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: given.metadata,
    type: given.type,
  });
}

/** A fresh payment method for each use of a bank account's test token; it is verified, as one that was linked instantly. */
export function methodOfAccountToken(sandbox: Sandbox, account: TestAccount): PaymentMethod {
  const isUs = account.token.startsWith("pm_usBankAccount_");
  return createOtherMethod(sandbox, {
    type: isUs ? "us_bank_account" : "sepa_debit",
    billing: { ...toBilling(undefined), name: "Jenny Rosen", email: "jenny@example.com" },
    metadata: {},
    allowRedisplay: "unspecified",
    details: isUs ? usAccountDetails(account, {}) : sepaAccountDetails(account),
    account,
    isVerified: !account.refusesMicrodeposits,
  });
}

/** What the sandbox knows about a payment method that is not a card and never answers. */
export function methodStateOf(sandbox: Sandbox, { id }: PaymentMethod): MethodState {
  const state = sandbox.store.methodStates.get(id);
  if (state === undefined) throw new Error(`Payment method ${id} has no state.`);
  return state;
}

/** What a payment method of either kind remembers of its use, for whoever changes it. */
export function usageOf(
  sandbox: Sandbox,
  paymentMethod: PaymentMethod,
): { isSetUp: boolean; isSpent: boolean } {
  if (paymentMethod.type !== "card") return methodStateOf(sandbox, paymentMethod);
  const state = sandbox.store.cards.get(paymentMethod.id);
  if (state === undefined) throw new Error(`Payment method ${paymentMethod.id} has no card.`);
  return state;
}
/** The test account that a debit asks. */
export function testAccountOf(sandbox: Sandbox, paymentMethod: PaymentMethod): TestAccount {
  const account = accountByNumber(methodStateOf(sandbox, paymentMethod).account ?? "");
  if (account === undefined) throw new Error(`Payment method ${paymentMethod.id} has no bank account.`);
  return account;
}
