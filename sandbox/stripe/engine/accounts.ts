import { inAccount } from "../connect.ts";
import type { ConnectedAccount } from "../connect-objects.ts";
import { changeAndEmit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Metadata } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

export type NewAccount = {
  readonly type: "custom" | "express" | "standard";
  readonly country: string;
  readonly email: string | null;
  readonly businessType: ConnectedAccount["business_type"];
  readonly currency: string;
  readonly capabilities: readonly string[];
  readonly metadata: Metadata;
  readonly profile: {
    readonly name: string | null;
    readonly mcc: string | null;
    readonly url: string | null;
  };
};

const none = (): ConnectedAccount["requirements"] => ({
  alternatives: [],
  current_deadline: null,
  currently_due: [],
  disabled_reason: null,
  errors: [],
  eventually_due: [],
  past_due: [],
  pending_verification: [],
});

/** Who sees to fees, losses, requirements and the Dashboard. https://docs.stripe.com/connect/migrate-to-controller-properties */
function controllerOf(type: NewAccount["type"]): ConnectedAccount["controller"] {
  return {
    fees: {
      payer: { custom: "application_custom", express: "application_express", standard: "account" }[type],
    },
    is_controller: true,
    losses: { payments: type === "standard" ? "stripe" : "application" },
    requirement_collection: type === "custom" ? "application" : "stripe",
    stripe_dashboard: { type: { custom: "none", express: "express", standard: "full" }[type] },
    type: "application",
  };
}

/** https://docs.stripe.com/api/accounts/create */
export function createAccount(sandbox: Sandbox, given: NewAccount): ConnectedAccount {
  const account: ConnectedAccount = {
    id: newId("acct_"),
    object: "account",
    business_profile: {
      mcc: given.profile.mcc,
      minority_owned_business_designation: null,
      name: given.profile.name,
      specified_commercial_transactions_act_url: null,
      support_address: null,
      support_email: null,
      support_phone: null,
      support_url: null,
      url: given.profile.url,
    },
    business_type: given.businessType,
    capabilities: Object.fromEntries(given.capabilities.map((name) => [name, "inactive"])),
    charges_enabled: false,
    controller: controllerOf(given.type),
    country: given.country,
    created: nowS(),
    default_currency: given.currency,
    details_submitted: false,
    email: given.email,
    future_requirements: none(),
    metadata: given.metadata,
    payouts_enabled: false,
    requirements: none(),
    tos_acceptance: { date: null, ip: null, user_agent: null },
    type: given.type,
  };
  sandbox.store.accounts.insert(account);
  assess(sandbox, account);
  return account;
}

/** What is still missing before the account may take payments. https://docs.stripe.com/connect/required-verification-information */
function missing(sandbox: Sandbox, account: ConnectedAccount): string[] {
  const banks = inAccount(sandbox, account.id, () => sandbox.store.bankAccounts.count());
  return [
    ...(account.business_type == null ? ["business_type"] : []),
    ...(account.business_profile?.url == null ? ["business_profile.url"] : []),
    ...(banks === 0 ? ["external_account"] : []),
    ...(account.tos_acceptance?.date == null ? ["tos_acceptance.date"] : []),
  ];
}

/** Switches on what the account has given enough for, and off what it has not. */
export function assess(sandbox: Sandbox, account: ConnectedAccount): void {
  const due = missing(sandbox, account);
  const isComplete = due.length === 0;
  account.requirements = {
    ...none(),
    currently_due: due,
    disabled_reason: isComplete ? null : "requirements.past_due",
    eventually_due: due,
    past_due: due,
  };
  account.details_submitted = isComplete;
  account.charges_enabled = isComplete && account.capabilities["card_payments"] !== undefined;
  account.payouts_enabled = isComplete;
  for (const name of Object.keys(account.capabilities))
    account.capabilities[name] = isComplete ? "active" : "inactive";
}

/** Changes an account, and tells the platform by an event of that account. https://docs.stripe.com/connect/webhooks */
export function changeAccount(
  sandbox: Sandbox,
  account: ConnectedAccount,
  change: (account: ConnectedAccount) => void,
): void {
  inAccount(sandbox, account.id, () =>
    changeAndEmit(sandbox, "account.updated", account, (changed) => {
      change(changed);
      assess(sandbox, changed);
    }),
  );
}
