import type { Actor, Role } from "../actor";
import { invariant } from "../invariant";

/** Who acts when this login does. @throws InvariantViolation for a customer's login without a customer. */
export function actorOfLogin(login: {
  merchantId: string;
  loginId: string;
  role: Role;
  customerId: string | null;
  name: string;
}): Actor {
  const { merchantId, loginId, role, customerId, name } = login;
  if (role !== "customer") return { kind: "staff", merchantId, loginId, role, name };
  invariant(customerId !== null, `Login ${loginId} is a customer's but names no customer.`);
  return { kind: "customer", merchantId, loginId, customerId, name };
}
