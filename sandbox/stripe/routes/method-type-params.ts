import { invalidParameter } from "../protocol/errors.ts";
import type { FormTree } from "../protocol/form.ts";

/** https://docs.stripe.com/changelog/dahlia/2026-08-26/removes-payment-method-types-parameter-from-payment-intents-setup-intents */
const REMOVED_IN_PREVIEWS_FROM = "2026-08-26";
/** https://docs.stripe.com/changelog/endive/2026-09-30/removes-the-payment-method-types-parameter-from-payment-intents-and-setup-intents */
const REMOVED_FROM = "2026-09-30";

function hasRemoved(version: string): boolean {
  const [date = "", train] = version.split(".");
  return date >= (train === "preview" ? REMOVED_IN_PREVIEWS_FROM : REMOVED_FROM);
}

/** Refuses `payment_method_types` where the version no longer takes it, before anything else is looked at. */
export function refuseMethodTypes(tree: FormTree, version: string): void {
  if (tree["payment_method_types"] === undefined || !hasRemoved(version)) return;
  throw invalidParameter(
    "The `payment_method_types` parameter is no longer supported in this API version. Use dynamic payment methods, " +
      "`excluded_payment_method_types` or `allowed_payment_method_types` instead.",
    { code: "payment_method_types_no_longer_supported", param: "payment_method_types" },
  );
}

type TypeChoice = {
  readonly allowed_payment_method_types?: unknown;
  readonly automatic_payment_methods?: unknown;
  readonly excluded_payment_method_types?: unknown;
  readonly payment_method_configuration?: unknown;
  readonly payment_method_types?: unknown;
};

/** https://docs.stripe.com/changelog/dahlia/2026-07-29/allowed-payment-method-types-parameter */
export function refuseMixedChoices(given: TypeChoice): void {
  const exclusive = (first: keyof TypeChoice, others: readonly (keyof TypeChoice)[]): void => {
    const other = given[first] === undefined ? undefined : others.find((name) => given[name] !== undefined);
    if (other === undefined) return;
    throw invalidParameter(`You may only specify one of these parameters: ${first}, ${other}.`, {
      code: "parameters_exclusive",
      param: first,
    });
  };
  exclusive("allowed_payment_method_types", [
    "payment_method_types",
    "excluded_payment_method_types",
    "automatic_payment_methods",
    "payment_method_configuration",
  ]);
  exclusive("payment_method_types", ["automatic_payment_methods", "excluded_payment_method_types"]);
}
