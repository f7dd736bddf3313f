import { addBankAccount, makeDefault, useBankToken } from "../engine/bank-accounts.ts";
import { bankOfToken, checkBankDetails, type BankDetails } from "../engine/bank-details.ts";
import { checkCurrency } from "../engine/money.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { changeAndEmit, emit } from "../events.ts";
import type { BankAccount } from "../objects.ts";
import { invalidRequest, noSuch } from "../protocol/errors.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import {
  boolean,
  clearable,
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
import type { Sandbox } from "../sandbox.ts";
import { assess } from "../engine/accounts.ts";
import { inAccount, PLATFORM_ACCOUNT_ID } from "../connect.ts";
import { findAccount } from "./find.ts";
import { bankDetailsOf, bankSpec } from "./tokens.ts";

const createSpec = {
  default_for_currency: boolean(),
  external_account: required(textOr(object({ ...bankSpec, object: required(oneOf("bank_account")) }))),
  metadata: metadata(),
};

function findBankAccount(sandbox: Sandbox, id: string): BankAccount {
  const found = sandbox.store.bankAccounts.find(id);
  if (found === undefined) throw noSuch("external account", id, "id");
  return found;
}

/** Acts for the account of the path, which the platform may name without its header, too. */
function forAccount<T>(sandbox: Sandbox, id: string, work: () => T): T {
  if (id === PLATFORM_ACCOUNT_ID) return inAccount(sandbox, null, work);
  const account = findAccount(sandbox, id);
  return inAccount(sandbox, account.id, () => {
    const done = work();
    assess(sandbox, account);
    return done;
  });
}

type Given = string | Parsed<typeof bankSpec>;

/** What a token stands for, or what is described. */
export function bankOf(sandbox: Sandbox, given: Given): BankDetails {
  if (typeof given !== "string") return bankDetailsOf(given);
  const named = useBankToken(sandbox, given) ?? bankOfToken(given);
  if (named === null) throw noSuch("token", given, "external_account", 400);
  return named;
}

const create = route({
  method: "POST",
  path: "/v1/accounts/:id/external_accounts",
  params: createSpec,
  handle: ({ sandbox, params, id }) =>
    forAccount(sandbox, id, () => {
      const details = bankOf(sandbox, params.external_account);
      checkBankDetails(details);
      const bank = addBankAccount(sandbox, {
        ...details,
        currency: checkCurrency(details.currency),
        account: id,
        isDefault: params.default_for_currency ?? false,
        metadata: mergeMetadata({}, params.metadata),
      });
      emit(sandbox, "account.external_account.created", bank);
      return bank;
    }),
});

const retrieve = route({
  method: "GET",
  path: "/v1/accounts/:id/external_accounts/:bank",
  params: {},
  handle: ({ sandbox, id, childId }) => forAccount(sandbox, id, () => findBankAccount(sandbox, childId)),
});

const update = route({
  method: "POST",
  path: "/v1/accounts/:id/external_accounts/:bank",
  params: {
    account_holder_name: clearable(text()),
    account_holder_type: clearable(oneOf("company", "individual")),
    account_type: notSimulated(),
    default_for_currency: boolean(),
    metadata: metadata(),
  },
  handle: ({ sandbox, params, id, childId }) =>
    forAccount(sandbox, id, () => {
      const bank = findBankAccount(sandbox, childId);
      changeAndEmit(sandbox, "account.external_account.updated", bank, (changed) => {
        if (params.account_holder_name !== undefined)
          changed.account_holder_name = params.account_holder_name;
        if (params.account_holder_type !== undefined)
          changed.account_holder_type = params.account_holder_type;
        changed.metadata = mergeMetadata(changed.metadata ?? {}, params.metadata);
        if (params.default_for_currency === true) makeDefault(sandbox, changed);
      });
      return bank;
    }),
});

const remove = route({
  method: "DELETE",
  path: "/v1/accounts/:id/external_accounts/:bank",
  params: {},
  handle: ({ sandbox, id, childId }) =>
    forAccount(sandbox, id, () => {
      const bank = findBankAccount(sandbox, childId);
      const others = [...(sandbox.store.bankAccounts.oldestFirst() ?? [])].filter(
        (other) => other.currency === bank.currency && other.id !== bank.id,
      );
      if (bank.default_for_currency === true && others.length > 0) {
        throw invalidRequest(
          `You cannot delete the default external account for your default currency. Please make another external account the default using the \`default_for_currency\` param, and then delete this one.`,
          { param: "id" },
        );
      }
      sandbox.store.bankAccounts.remove(bank.id);
      emit(sandbox, "account.external_account.deleted", bank);
      return { id: bank.id, object: "bank_account", currency: bank.currency, deleted: true };
    }),
});

const listAll = route({
  method: "GET",
  path: "/v1/accounts/:id/external_accounts",
  params: { ...pageParams, object: oneOf("bank_account", "card") },
  handle: ({ sandbox, params, id }) =>
    forAccount(sandbox, id, () => {
      return listPage(params, {
        collection: sandbox.store.bankAccounts,
        url: `/v1/accounts/${id}/external_accounts`,
        kind: "external account",
        keep: (row) => params.object === undefined || row.object === params.object,
      });
    }),
});

/** https://docs.stripe.com/api/external_accounts */
export const externalAccountRoutes = [create, retrieve, update, remove, listAll];
