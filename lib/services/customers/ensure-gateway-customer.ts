import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import { findCustomer, updateGatewayCustomer } from "@/lib/db/customers";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import { publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

const NOT_REACHED: Failure = { kind: "unavailable", code: "gateway_not_reached" };

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
  const asked = await gatewayFor("stripe").createCustomer({
    idempotencyKey: `customer:${customerId}:create`,
    name: customer.name,
    email: customer.email,
    metadata: { customer_id: publicId("customer", customerId), merchant_id: merchantId },
  });
  if (asked.outcome !== "succeeded") return err(NOT_REACHED);
  const { gatewayCustomerId } = asked.value;
  await inTransaction((tx) => updateGatewayCustomer(tx, { merchantId, customerId, gatewayCustomerId }));
  return ok(gatewayCustomerId);
}
