import { operationEnd } from "@/lib/domain/operations/operation-end";
import { money } from "@/lib/domain/money/money";
import type { Order } from "@/lib/domain/orders/order";
import type { GatewayOutcome, GatewayPayment } from "@/lib/domain/payments/gateway-outcome";
import type { Payment } from "@/lib/domain/payments/payment";
import type { MerchantRow } from "@/lib/db/merchants";
import { endAsking } from "@/lib/db/operations";
import { env } from "@/lib/platform/env";
import { publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { askOnce } from "../operations/ask-once";
import { askOnRecord } from "../operations/ask-on-record";
import type { OperationDraft } from "../operations/operation-row";

/** A payment that is begun in our books, with what the gateway needs to know of it. */
export interface BegunPayment {
  readonly payment: Payment;
  readonly order: Order;
  readonly merchant: MerchantRow;
  /** Made just now: the gateway cannot have heard of it. */
  readonly isNew: boolean;
}

/** The asking of the gateway that belongs to a payment. Its name is the key of the first attempt. */
export const creationOf = (payment: Payment): OperationDraft => ({
  name: `payment:${payment.id}:create`,
  command: "create-payment",
  input: { amountMinor: payment.amountMinor, currency: payment.currency, customerId: payment.customerId },
  orderId: payment.orderId,
  paymentId: payment.id,
});

/** Creates the payment at the gateway. One that was asked for before is asked for once more, or looked for. */
export async function createAtGateway(
  ctx: ServiceContext,
  { payment, order, merchant, isNew }: BegunPayment,
  gatewayCustomerId: string,
): Promise<GatewayOutcome<GatewayPayment>> {
  const gateway = recordedGateway(ctx, payment.gateway, { orderId: payment.orderId, paymentId: payment.id });
  const ask = (idempotencyKey: string) =>
    gateway.createPayment({
      idempotencyKey,
      amount: money(payment.amountMinor, payment.currency),
      gatewayCustomerId,
      statementDescriptorSuffix: merchant.statementDescriptor,
      description: `${merchant.name} order ${order.number}`,
      metadata: {
        order_id: publicId("order", order.id),
        order_number: String(order.number),
        account_id: publicId("customer", order.customerId),
        purpose: payment.purpose,
        environment: env().DEPLOY_ENV,
        payment_id: payment.id,
        merchant_id: payment.merchantId,
        trace_id: payment.traceId,
      },
    });
  const draft = creationOf(payment);
  const answerOf = ({ gatewayPaymentId }: GatewayPayment) => ({ gatewayPaymentId });
  if (!isNew) {
    const lookUp = () => gateway.findPayment(payment.id, { gatewayCustomerId });
    return askOnce(ctx, draft, { ask, answerOf, lookUp, isOnce: true });
  }
  // Begun together with the payment; what was answered is written down together with the payment's news.
  const asked = await askOnRecord(ctx, draft, 1, { ask, answerOf });
  if (asked.outcome === "not_sent" || asked.outcome === "declined")
    await endAsking({
      merchantId: payment.merchantId,
      name: draft.name,
      attempt: 1,
      ...operationEnd(asked, answerOf),
    });
  return asked;
}
