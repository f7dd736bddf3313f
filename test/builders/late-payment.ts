import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { answered } from "../support/answered";
import type { MoneyStage } from "../support/money-stage";
import { payAsBrowser } from "../support/pay-as-browser";
import { aStartedPayment } from "./orders";
import type { Shop } from "./shop";

/** A payment that won the race against the cancellation of its order. Answers the entry that took its money in. */
export async function aLateEntry(
  stage: MoneyStage,
  shop: Shop,
  buyer?: Awaited<ReturnType<Shop["customer"]>>,
) {
  const customer = buyer ?? (await shop.customer());
  const { orderId, paymentId, clientSecret } = await aStartedPayment(shop, customer);
  answered(await cancelOrder(customer, { orderId, reason: "Changed my mind" }));
  await payAsBrowser(stage, clientSecret);
  await voidPayment(shop.system(), { paymentId });
  const [entry] = await stage.rows<{ id: string }>(
    "SELECT id FROM journal_entry WHERE payment_id = $1 AND kind = 'overpayment_received'",
    [paymentId],
  );
  if (entry === undefined) throw new Error("No money came too late.");
  return entry.id;
}
