import type { Failure } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { type CustomerRow, findCustomer, updateGatewayCustomer } from "@/lib/db/customers";
import { inTransaction } from "@/lib/db/transaction";
import { gatewayFor } from "@/lib/gateways/registry";
import { newId, publicId } from "@/lib/platform/ids";
import type { ServiceContext } from "../context";

const NOT_REACHED: Failure = { kind: "unavailable", code: "gateway_not_reached" };

async function ask(
  customer: CustomerRow,
  idempotencyKey: string,
): Promise<GatewayOutcome<{ gatewayCustomerId: string }>> {
  const { id, merchantId, name, email } = customer;
  const metadata = { customer_id: publicId("customer", id), merchant_id: merchantId };
  return gatewayFor("stripe").createCustomer({ idempotencyKey, name, email, metadata });
}

/**
 * Makes the customer, or finds the one whose making was never confirmed. A gateway may keep a failure under our key for a
 * day: once it says itself that there is no such customer, it is asked again under another.
 */
async function create(customer: CustomerRow): Promise<string | null> {
  const key = `customer:${customer.id}:create`;
  const asked = await ask(customer, key);
  if (asked.outcome === "succeeded") return asked.value.gatewayCustomerId;
  if (asked.outcome !== "outcome_unknown") return null;
  const publicCustomerId = publicId("customer", customer.id);
  const found = await gatewayFor("stripe").findCustomer({ email: customer.email, publicCustomerId });
  if (found.outcome !== "succeeded") return null;
  if (found.value !== null) return found.value.gatewayCustomerId;
  const again = await ask(customer, `${key}:${newId()}`);
  return again.outcome === "succeeded" ? again.value.gatewayCustomerId : null;
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
  const gatewayCustomerId = await create(customer);
  if (gatewayCustomerId === null) return err(NOT_REACHED);
  await inTransaction((tx) => updateGatewayCustomer(tx, { merchantId, customerId, gatewayCustomerId }));
  return ok(gatewayCustomerId);
}
