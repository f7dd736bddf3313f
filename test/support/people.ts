import type { Actor } from "@/lib/domain/actor";
import { insertMerchant } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import { hashPassword } from "@/lib/platform/password-hash";
import { newTraceId } from "@/lib/platform/trace";
import type { ServiceContext } from "@/lib/services/context";
import { ensureHouseAccounts } from "@/lib/services/ledger/ensure-accounts";
import { registerCustomer } from "@/lib/services/people/register-customer";

/** A clock that stands still until it is moved. */
export interface FrozenClock {
  readonly now: () => Date;
  readonly advance: (ms: number) => void;
}

export function frozenClock(at = "2026-11-20T09:00:00Z"): FrozenClock {
  let nowMs = Date.parse(at);
  return { now: () => new Date(nowMs), advance: (ms) => void (nowMs += ms) };
}

export function contextOf<A extends Actor>(
  actor: A,
  clock: FrozenClock,
  ipAddress = "203.0.113.7",
): ServiceContext<A> {
  return { actor, traceId: newTraceId(), ipAddress, clock };
}

/** A merchant with its books open, by a name that becomes its slug and host. */
export async function aMerchant(name: string): Promise<string> {
  const merchantId = newId();
  const slug = name.toLowerCase().replaceAll(" ", "-");
  await inTransaction(async (tx) => {
    await insertMerchant(tx, {
      id: merchantId,
      slug,
      name,
      legalName: `${name} Ltd`,
      statementDescriptor: name.toUpperCase().slice(0, 22),
      supportEmail: `help@${slug}.example`,
      timeZone: "Europe/Berlin",
      locale: "en-US",
      currencies: ["USD", "JPY"],
      hosts: [`${slug}.example`],
      paymentAmountMaxMinor: 10_000_000n,
    });
    await ensureHouseAccounts(tx, { merchantId, currencies: ["USD", "JPY"] });
  });
  return merchantId;
}

export interface TestCustomer {
  readonly loginId: string;
  readonly customerId: string;
  readonly actor: Extract<Actor, { kind: "customer" }>;
}

/** A customer who can sign in. */
export async function aCustomer(
  clock: FrozenClock,
  person: { merchantId: string; name: string; email: string; password: string },
): Promise<TestCustomer> {
  const { merchantId, name, email } = person;
  const passwordHash = await hashPassword(person.password);
  const system = contextOf({ kind: "system", merchantId, name: "test" }, clock);
  const registered = await registerCustomer(system, { merchantId, name, email, passwordHash });
  if (!registered.ok) throw new Error(`${email} was not registered: ${registered.error.code}`);
  const { loginId, customerId } = registered.value;
  return { loginId, customerId, actor: { kind: "customer", merchantId, loginId, customerId, name } };
}
