import type { Tx } from "./transaction";

export interface CustomerRow {
  readonly merchantId: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly gatewayCustomerId: string | null;
}

export async function findCustomer(
  tx: Tx,
  merchantId: string,
  customerId: string,
): Promise<CustomerRow | null> {
  const rows = await tx.query<{
    id: string;
    name: string;
    email: string;
    gateway_customer_id: string | null;
  }>(
    "SELECT id, name, email, gateway_customer_id FROM customer WHERE merchant_id = $1 AND id = $2",
    [merchantId, customerId],
    "customer-find",
  );
  const [row] = rows;
  if (row === undefined) return null;
  return {
    merchantId,
    id: row.id,
    name: row.name,
    email: row.email,
    gatewayCustomerId: row.gateway_customer_id,
  };
}

/** Who customers are to the gateway, by their own ids; those that it does not know yet are left out. */
export async function findGatewayCustomers(
  tx: Tx,
  merchantId: string,
  customerIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (customerIds.length === 0) return new Map();
  const rows = await tx.query<{ id: string; gateway_customer_id: string }>(
    `SELECT id, gateway_customer_id FROM customer
       WHERE merchant_id = $1 AND id = ANY ($2) AND gateway_customer_id IS NOT NULL`,
    [merchantId, customerIds],
    "gateway-customers-find",
  );
  return new Map(rows.map((row) => [row.id, row.gateway_customer_id]));
}

/** The first id stays: two requests that both asked the gateway used one key and so got one customer. */
export async function updateGatewayCustomer(
  tx: Tx,
  customer: { merchantId: string; customerId: string; gatewayCustomerId: string },
): Promise<void> {
  await tx.execute(
    `UPDATE customer SET gateway_customer_id = $3 WHERE merchant_id = $1 AND id = $2 AND gateway_customer_id IS NULL`,
    [customer.merchantId, customer.customerId, customer.gatewayCustomerId],
  );
}
