import { addBankToken } from "../engine/bank-accounts.ts";
import { checkBankDetails, type BankDetails } from "../engine/bank-details.ts";
import { readCard } from "../engine/card-details.ts";
import { addCardToken, addPlainToken } from "../engine/card-tokens.ts";
import type { Token } from "../objects.ts";
import { invalidParameter, noSuch } from "../protocol/errors.ts";
import { integer, notSimulated, object, oneOf, required, text, type Parsed } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type RequestContext, type Sandbox } from "../sandbox.ts";
import { refuseRawNumbers } from "./payment-method-data.ts";

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

/** A card as Stripe.js describes it; a server sends no numbers. https://docs.stripe.com/api/tokens/create_card */
const cardSpec = {
  address_city: text(),
  address_country: text(),
  address_line1: text(),
  address_line2: text(),
  address_state: text(),
  address_zip: text(),
  currency: text(3),
  cvc: text(),
  exp_month: integer(),
  exp_year: integer(),
  name: text(),
  number: text(),
};

function cardToken(sandbox: Sandbox, context: RequestContext, given: Parsed<typeof cardSpec>): Token {
  refuseRawNumbers(context);
  const read = readCard({ ...given, token: undefined }, new Date(nowS() * 1_000));
  return addCardToken(sandbox, read, {
    name: given.name ?? null,
    address: {
      city: given.address_city ?? null,
      country: given.address_country ?? null,
      line1: given.address_line1 ?? null,
      line2: given.address_line2 ?? null,
      postal_code: given.address_zip ?? null,
      state: given.address_state ?? null,
    },
  });
}

const create = route({
  method: "POST",
  path: "/v1/tokens",
  keys: "any",
  params: {
    account: notSimulated(),
    bank_account: object(bankSpec),
    card: object(cardSpec),
    customer: notSimulated(),
    cvc_update: object({ cvc: required(text(4)) }),
    person: notSimulated(),
    pii: object({ id_number: required(text()) }),
  },
  handle({ sandbox, params, context }) {
    if (params.card !== undefined) return cardToken(sandbox, context, params.card);
    if (params.cvc_update !== undefined) return addPlainToken(sandbox, "cvc_update");
    if (params.pii !== undefined) return addPlainToken(sandbox, "pii");
    if (params.bank_account === undefined) {
      throw invalidParameter("Missing required param: bank_account.", {
        code: "parameter_missing",
        param: "bank_account",
      });
    }
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
