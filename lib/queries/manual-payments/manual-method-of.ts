import { invariant } from "@/lib/domain/invariant";
import { MANUAL_METHODS, type ManualMethod } from "@/lib/domain/manual-payments/manual-payment";

/** The method of a recorded payment; the database keeps it among all tenders. */
export function manualMethodOf(tender: string): ManualMethod {
  const method = MANUAL_METHODS.find((one) => one === tender);
  invariant(method !== undefined, `${tender} is not received by hand.`);
  return method;
}
