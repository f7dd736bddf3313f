import type { CustomerActor } from "@/lib/domain/actor";
import type { Result } from "@/lib/domain/result";
import { newId } from "@/lib/platform/ids";
import { hashPassword } from "@/lib/platform/password-hash";
import { newTraceId } from "@/lib/platform/trace";
import { addProduct } from "@/lib/services/catalog/add-product";
import type { ServiceContext } from "@/lib/services/context";
import { openMerchant } from "@/lib/services/merchants/open-merchant";
import { placeOrder } from "@/lib/services/orders/place-order";
import { registerCustomer } from "@/lib/services/people/register-customer";

export interface BenchShop {
  readonly merchantId: string;
  readonly productId: string;
  readonly customers: readonly CustomerActor[];
}

export function benchContext(actor: CustomerActor): ServiceContext<CustomerActor> {
  return { actor, traceId: newTraceId(), ipAddress: "127.0.0.1", clock: { now: () => new Date() } };
}

/** The value of an act that a bench cannot go on without. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`The bench was refused: ${result.error.code}.`);
  return result.value;
}

/** A merchant that sells a course, which is payable as soon as it is ordered, and customers for it. */
export async function openBenchShop(customerCount: number): Promise<BenchShop> {
  const merchantId = newId();
  const productId = newId();
  const slug = `bench-${merchantId.slice(-8)}`;
  await openMerchant({
    id: merchantId,
    slug,
    name: "Bench",
    legalName: "Bench Ltd",
    statementDescriptor: "BENCH",
    supportEmail: "help@bench.example",
    timeZone: "America/New_York",
    locale: "en-US",
    currencies: ["USD"],
    hosts: [`${slug}.example`],
    paymentAmountMaxMinor: 10_000_000n,
  });
  const product = {
    merchantId,
    id: productId,
    slug: "course",
    kind: "course",
    name: "A course",
    summary: "A course",
  } as const;
  valueOf(
    await addProduct({
      ...product,
      description: "A course",
      priceMinor: 12_000n,
      currency: "USD",
      details: {},
    }),
  );
  const passwordHash = await hashPassword(newId());
  const system = { kind: "system", merchantId, name: "bench" } as const;
  const customers: CustomerActor[] = [];
  for (let index = 0; index < customerCount; index += 1) {
    const name = `Customer ${index}`;
    const ctx = { actor: system, traceId: newTraceId(), ipAddress: null, clock: { now: () => new Date() } };
    const email = `customer-${index}@${slug}.example`;
    const registered = valueOf(await registerCustomer(ctx, { merchantId, name, email, passwordHash }));
    customers.push({ kind: "customer", merchantId, name, ...registered });
  }
  return { merchantId, productId, customers };
}

/** An order of one course, payable now. */
export async function benchOrder(shop: BenchShop, customer: CustomerActor): Promise<string> {
  const placed = await placeOrder(benchContext(customer), {
    placementKey: newId(),
    lines: [{ productId: shop.productId, quantity: 1 }],
  });
  return valueOf(placed).orderId;
}
