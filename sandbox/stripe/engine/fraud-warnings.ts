import { changeAndEmit, emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { Charge, EarlyFraudWarning } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

/** The card's bank reports a payment as fraud. No money moves. https://docs.stripe.com/disputes/how-disputes-work#early-fraud-warnings */
export function warnOfFraud(sandbox: Sandbox, charge: Charge): EarlyFraudWarning {
  const warning = sandbox.store.earlyFraudWarnings.insert({
    id: newId("issfr_"),
    object: "radar.early_fraud_warning",
    actionable: !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: nowS(),
    fraud_type: "misc",
    livemode: false,
    ...(charge.payment_intent === null ? {} : { payment_intent: charge.payment_intent }),
  });
  sandbox.store.warningsByCharge.set(charge.id, warning.id);
  emit(sandbox, "radar.early_fraud_warning.created", warning);
  return warning;
}

function settle(sandbox: Sandbox, chargeId: string): void {
  const warning = sandbox.store.earlyFraudWarnings.find(sandbox.store.warningsByCharge.peek(chargeId) ?? "");
  if (warning === undefined) return;
  changeAndEmit(sandbox, "radar.early_fraud_warning.updated", warning, (changed) => {
    changed.actionable = false;
  });
}

/** Nothing can be done about a warning any more once the payment was charged back … */
export const noteChargeback = settle;
/** … or paid back. https://docs.stripe.com/api/radar/early_fraud_warnings/object#early_fraud_warning_object-actionable */
export const noteFullRefund = settle;
