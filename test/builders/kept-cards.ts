import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/transaction";
import { lockInstallments } from "@/lib/db/installments";
import { findMerchant } from "@/lib/db/merchants";
import { lockOrder } from "@/lib/db/orders";
import type { CustomerActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { chargePlan } from "@/lib/domain/collection/charge-plan";
import { giveChargeConsent } from "@/lib/services/collection/give-charge-consent";
import type { ServiceContext } from "@/lib/services/context";
import { recordSavedMethod } from "@/lib/services/payment-methods/record-saved-method";
import { startMethodSetup } from "@/lib/services/payment-methods/start-method-setup";
import { answered } from "../support/answered";
import type { MoneyStage } from "../support/money-stage";
import { authenticate, saveAsBrowser } from "../support/pay-as-browser";

type Customer = ServiceContext<CustomerActor>;

/** Keeps a card of the customer's without a payment, as the account page does; answers its id. */
export async function aSavedCard(stage: MoneyStage, customer: Customer, card = "visa"): Promise<string> {
  const { clientSecret } = answered(await startMethodSetup(customer, { hasConsent: true }));
  const saved = await saveAsBrowser(stage, clientSecret, card);
  if (saved.status === "requires_action") await authenticate(stage, clientSecret, "succeeded");
  answered(await recordSavedMethod(customer, { setupId: clientSecret.split("_secret_")[0] ?? "" }));
  const { rows } = await pool().query<{ id: string }>(
    "SELECT id FROM payment_method WHERE customer_id = $1 ORDER BY id DESC LIMIT 1",
    [customer.actor.customerId],
  );
  return rows[0]?.id ?? "";
}

/** The words that a consent to charge for an order would have now, as the order's page shows them. */
export async function consentWords(customer: Customer, orderId: string): Promise<string> {
  const { merchantId } = customer.actor;
  const plan = await inTransaction(async (tx) => {
    const order = await lockOrder(tx, merchantId, orderId);
    const merchant = await findMerchant(tx, merchantId);
    if (order === null || merchant === null) return null;
    return chargePlan(order, await lockInstallments(tx, merchantId, [orderId]), merchant);
  });
  return plan?.text ?? "";
}

/** The customer agrees that a kept card is charged for what an order still owes. */
export async function aConsent(
  customer: Customer,
  given: { readonly orderId: string; readonly methodId: string },
): Promise<string> {
  const text = await consentWords(customer, given.orderId);
  return answered(await giveChargeConsent(customer, { ...given, consentKey: newId(), text })).consentId;
}
