import { addBankToken } from "../engine/bank-accounts.ts";
import { checkBankDetails, type BankDetails } from "../engine/bank-details.ts";
import { noSuch } from "../protocol/errors.ts";
import { notSimulated, object, oneOf, required, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";

/** A bank account as a form describes it. */
export const bankSpec = {
  account_holder_name: text(),
  account_holder_type: oneOf("company", "individual"),
  account_number: required(text()),
  account_type: notSimulated(),
  country: required(text(2)),
  currency: text(3),
  routing_number: text(),
};

export const bankDetailsOf = (given: Parsed<typeof bankSpec>): BankDetails => ({
  number: given.account_number.replaceAll(/[\s-]/g, ""),
  routingNumber: given.routing_number ?? null,
  country: given.country.toUpperCase(),
  currency: (given.currency ?? (given.country.toUpperCase() === "US" ? "usd" : "eur")).toLowerCase(),
  holderName: given.account_holder_name ?? null,
  holderType: given.account_holder_type ?? null,
});

const create = route({
  method: "POST",
  path: "/v1/tokens",
  keys: "any",
  params: {
    account: notSimulated(),
    bank_account: required(object(bankSpec)),
    customer: notSimulated(),
    person: notSimulated(),
    pii: notSimulated(),
  },
  handle({ sandbox, params }) {
    const details = bankDetailsOf(params.bank_account);
    checkBankDetails(details, "bank_account");
    return addBankToken(sandbox, details);
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/tokens/:id",
  keys: "any",
  params: {},
  handle({ sandbox, id }) {
    const found = sandbox.store.tokens.find(id);
    if (found === undefined) throw noSuch("token", id, "token");
    return found;
  },
});

/** https://docs.stripe.com/api/tokens */
export const tokenRoutes = [create, retrieve];
