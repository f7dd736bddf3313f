import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import { type CustomerRow, findCustomer, updateGatewayCustomer } from "@/lib/db/customers";
import { inTransaction } from "@/lib/db/transaction";
import { publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { askOnce } from "../operations/ask-once";

const NOT_REACHED: Failure = { kind: "unavailable", code: "gateway_not_reached" };

/** Makes the customer, or finds the one whose making was never confirmed. */
async function create(ctx: ServiceContext, customer: CustomerRow): Promise<string | null> {
  const { id, merchantId, name, email } = customer;
  const gateway = recordedGateway(ctx, "stripe");
  const publicCustomerId = publicId("customer", id);
  const metadata = { customer_id: publicCustomerId, merchant_id: merchantId };
  const asked = await askOnce(
    ctx,
    { name: `customer:${id}:create`, command: "create-gateway-customer", input: { name, email } },
    {
      ask: (idempotencyKey) => gateway.createCustomer({ idempotencyKey, name, email, metadata }),
      answerOf: ({ gatewayCustomerId }) => ({ gatewayCustomerId }),
      isOnce: true,
      lookUp: () => gateway.findCustomer({ email, publicCustomerId }),
    },
  );
  return asked.outcome === "succeeded" ? asked.value.gatewayCustomerId : null;
}

/**
 * The gateway's id of a customer, made at the first need. The key is derived from our id, so that however often we ask,
 * and whatever breaks in between, the gateway has one customer.
 */
export async function ensureGatewayCustomer(
  ctx: ServiceContext,
  customerId: string,
): Promise<Result<string>> {
  const { merchantId } = ctx.actor;
  const customer = await inTransaction((tx) => findCustomer(tx, merchantId, customerId));
  invariant(customer !== null, `There is no customer ${customerId}.`);
  if (customer.gatewayCustomerId !== null) return ok(customer.gatewayCustomerId);
  const gatewayCustomerId = await create(ctx, customer);
  if (gatewayCustomerId === null) return err(NOT_REACHED);
  await inTransaction((tx) => updateGatewayCustomer(tx, { merchantId, customerId, gatewayCustomerId }));
  return ok(gatewayCustomerId);
}
