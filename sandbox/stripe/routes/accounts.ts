import { assess, changeAccount, createAccount } from "../engine/accounts.ts";
import { addBankAccount } from "../engine/bank-accounts.ts";
import { checkBankDetails } from "../engine/bank-details.ts";
import { checkCurrency } from "../engine/money.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { inAccount, PLATFORM_ACCOUNT_ID } from "../connect.ts";
import type { ConnectedAccount } from "../connect-objects.ts";
import { newId } from "../ids.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import {
  boolean,
  integer,
  map,
  metadata,
  notSimulated,
  object,
  oneOf,
  required,
  text,
  textOr,
  type Parsed,
} from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { bankOf } from "./external-accounts.ts";
import { findAccount } from "./find.ts";
import { bankSpec } from "./tokens.ts";

const shared = {
  account_token: notSimulated(),
  business_profile: object({ mcc: text(4), name: text(), product_description: text(), url: text() }),
  business_type: oneOf("company", "government_entity", "individual", "non_profit"),
  capabilities: map(object({ requested: required(boolean()) })),
  company: notSimulated(),
  default_currency: text(3),
  documents: notSimulated(),
  email: text(800),
  external_account: textOr(object({ ...bankSpec, object: required(oneOf("bank_account")) })),
  groups: notSimulated(),
  individual: notSimulated(),
  metadata: metadata(),
  settings: notSimulated(),
  tos_acceptance: object({ date: integer(), ip: text(), service_agreement: text(), user_agent: text() }),
};
const createSpec = {
  ...shared,
  controller: object({
    fees: object({ payer: oneOf("account", "application") }),
    losses: object({ payments: oneOf("application", "stripe") }),
    requirement_collection: oneOf("application", "stripe"),
    stripe_dashboard: object({ type: oneOf("express", "full", "none") }),
  }),
  country: text(2),
  type: oneOf("custom", "express", "standard"),
};

/** With its bank accounts, as the API shows it. */
function shown(sandbox: Sandbox, account: ConnectedAccount): object {
  const banks = inAccount(sandbox, account.id, () => [...(sandbox.store.bankAccounts.newestFirst() ?? [])]);
  const url = `/v1/accounts/${account.id}/external_accounts`;
  return { ...account, external_accounts: { object: "list", data: banks, has_more: false, url } };
}

type Given = Parsed<typeof shared>;

function apply(sandbox: Sandbox, account: ConnectedAccount, given: Given): void {
  if (given.business_profile !== undefined && account.business_profile != null)
    Object.assign(account.business_profile, given.business_profile);
  if (given.business_type !== undefined) account.business_type = given.business_type;
  for (const [name, { requested }] of Object.entries(given.capabilities ?? {})) {
    if (requested) account.capabilities[name] ??= "inactive";
    else delete account.capabilities[name];
  }
  if (given.email !== undefined) account.email = given.email;
  if (given.tos_acceptance !== undefined)
    account.tos_acceptance = { ...account.tos_acceptance, ...given.tos_acceptance };
  account.metadata = mergeMetadata(account.metadata, given.metadata);
  const { external_account: external } = given;
  if (external === undefined) return;
  const details = bankOf(sandbox, external);
  checkBankDetails(details);
  inAccount(sandbox, account.id, () =>
    addBankAccount(sandbox, { ...details, account: account.id, isDefault: true, metadata: {} }),
  );
}

const create = route({
  method: "POST",
  path: "/v1/accounts",
  params: createSpec,
  handle({ sandbox, params }) {
    const { controller } = params;
    if (params.type !== undefined && controller !== undefined)
      throw invalidRequest(
        "You may not provide the `type` parameter and `controller` parameters simultaneously.",
        { param: "type" },
      );
    const byDashboard = { express: "express", full: "standard", none: "custom" } as const;
    const country = (params.country ?? "US").toUpperCase();
    const account = createAccount(sandbox, {
      type: params.type ?? byDashboard[controller?.stripe_dashboard?.type ?? "full"],
      country,
      email: params.email ?? null,
      businessType: params.business_type ?? null,
      currency: checkCurrency(params.default_currency ?? (country === "US" ? "usd" : "eur")),
      capabilities: [],
      metadata: {},
      profile: { name: null, mcc: null, url: null },
    });
    apply(sandbox, account, params);
    assess(sandbox, account);
    return shown(sandbox, account);
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/accounts/:id",
  params: {},
  handle: ({ sandbox, id }) => shown(sandbox, findAccount(sandbox, id)),
});

/** The account that is acted for: with `Stripe-Account` that one, else the platform. */
const retrieveOwn = route({
  method: "GET",
  path: "/v1/account",
  params: {},
  handle({ sandbox }) {
    if (sandbox.account !== null) return shown(sandbox, findAccount(sandbox, sandbox.account));
    return {
      id: PLATFORM_ACCOUNT_ID,
      object: "account",
      charges_enabled: true,
      country: "US",
      default_currency: "usd",
      details_submitted: true,
      email: "sandbox@example.com",
      payouts_enabled: true,
      type: "standard",
    };
  },
});

const update = route({
  method: "POST",
  path: "/v1/accounts/:id",
  params: shared,
  handle({ sandbox, params, id }) {
    const account = findAccount(sandbox, id);
    changeAccount(sandbox, account, (changed) => apply(sandbox, changed, params));
    return shown(sandbox, account);
  },
});

const remove = route({
  method: "DELETE",
  path: "/v1/accounts/:id",
  params: {},
  handle({ sandbox, id }) {
    const account = findAccount(sandbox, id);
    const balances = inAccount(sandbox, id, () => [...sandbox.store.balances.entries()]);
    if (balances.some(([, { available, pending }]) => available !== 0 || pending !== 0))
      throw invalidRequest("This account cannot be deleted because it has a balance.", {
        code: "account_invalid",
      });
    sandbox.store.accounts.remove(account.id);
    return { id, object: "account", deleted: true };
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/accounts",
  params: { ...pageParams, created: timeRange() },
  handle({ sandbox, params }) {
    const keep = (row: ConnectedAccount): boolean => inRange(row.created ?? 0, params.created);
    return listPage(params, {
      collection: sandbox.store.accounts,
      url: "/v1/accounts",
      kind: "account",
      keep,
    });
  },
});

const LINK_VALID_FOR_S = 300;

/** https://docs.stripe.com/api/account_links */
const link = route({
  method: "POST",
  path: "/v1/account_links",
  params: {
    account: required(text()),
    collect: notSimulated(),
    collection_options: object({
      fields: oneOf("currently_due", "eventually_due"),
      future_requirements: notSimulated(),
    }),
    refresh_url: required(text()),
    return_url: required(text()),
    type: required(oneOf("account_onboarding", "account_update")),
  },
  handle({ sandbox, params }) {
    const account = findAccount(sandbox, params.account);
    if (params.type === "account_update" && account.type !== "custom")
      throw invalidRequest("You cannot create `account_update` type Account Links for this account.", {
        param: "type",
      });
    const key = newId("acctlink_");
    const expires = nowS() + LINK_VALID_FOR_S;
    sandbox.store.accountLinks.set(key, {
      account: account.id,
      expires,
      returnUrl: params.return_url,
      refreshUrl: params.refresh_url,
    });
    return {
      object: "account_link",
      created: nowS(),
      expires_at: expires,
      url: `${sandbox.origin}/setup/${key}`,
    };
  },
});

/** https://docs.stripe.com/api/accounts */
export const accountRoutes = [create, retrieve, retrieveOwn, update, remove, listAll, link];
