import { ASKING_ERRORS, DECLINES } from "@/lib/domain/payments/gateway-errors";
import type { GatewayCallView } from "@/lib/queries/console/gateway-calls-of-payment";

const WISHES: Readonly<Record<string, string>> = {
  create_customer: "to create the customer",
  find_customer: "whether it knows the customer",
  create_payment: "to create the payment",
  update_payment: "whether to keep the card",
  retrieve_payment: "how the payment stands",
  find_payment: "whether it knows the payment",
  cancel_payment: "to give the payment up",
  retrieve_method: "about the card",
};

const CLASSES: readonly { readonly name: string; readonly meaning: string }[] = [
  ...ASKING_ERRORS,
  ...DECLINES,
];

function durationWords(durationMs: number): string {
  return durationMs < 10_000 ? `${durationMs} ms` : `${Math.round(durationMs / 1_000)} s`;
}

function triesWords(tryCount: number): string {
  if (tryCount === 0) return "not sent";
  return tryCount === 1 ? "one try" : `${tryCount} tries`;
}

/** What Stripe was asked for a payment and how it answered, as a sentence; calls alike in a row are one. */
export function gatewayCallSentence(call: GatewayCallView, count: number): string {
  const wish = WISHES[call.call] ?? `for ${call.call.replaceAll("_", " ")}`;
  const times = count === 1 ? "" : `, ${count} times in a row`;
  const took = durationWords(call.durationMs);
  if (call.errorClass === null) return `Stripe was asked ${wish}${times}. It answered in ${took}.`;
  const meaning = CLASSES.find(({ name }) => name === call.errorClass)?.meaning ?? "";
  const codes = [call.failureCode, triesWords(call.tryCount), took].filter(Boolean).join(", ");
  return `Stripe was asked ${wish}${times}. ${meaning} (${codes})`;
}
