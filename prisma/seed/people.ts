import type { Actor, CustomerActor, StaffActor, StaffRole } from "@/lib/domain/actor";
import { hashPassword } from "@/lib/platform/password-hash";
import { newTraceId } from "@/lib/platform/trace";
import type { ServiceContext } from "@/lib/services/context";
import { findLoginActor } from "@/lib/services/people/find-login-actor";
import { registerCustomer } from "@/lib/services/people/register-customer";
import { registerStaff } from "@/lib/services/people/register-staff";
import type { SeedMerchant } from "./merchants";

/** Everybody's in the demo. It is printed, so it is nobody's secret. */
export const DEMO_PASSWORD = "look-around-2026";

export interface SeedLogin {
  readonly merchant: string;
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

export interface People {
  readonly staff: ReadonlyMap<StaffRole, StaffActor>;
  readonly customers: readonly CustomerActor[];
  readonly logins: readonly SeedLogin[];
}

/** A context in which an actor acts at an instant. */
export function contextAt<A extends Actor>(actor: A, instant: Date): ServiceContext<A> {
  return { actor, traceId: newTraceId(), ipAddress: "127.0.0.1", clock: { now: () => instant } };
}

/** Registers somebody unless they are there already, and answers who they are to the services. */
async function ensure(
  ctx: ServiceContext,
  email: string,
  register: (
    passwordHash: string,
  ) => Promise<{ readonly ok: boolean; readonly error?: { readonly code: string } }>,
): Promise<Actor> {
  const known = await findLoginActor(ctx, { email });
  if (known !== null) return known;
  const registered = await register(await hashPassword(DEMO_PASSWORD));
  if (!registered.ok) throw new Error(`${email}: ${registered.error?.code ?? "was refused"}`);
  const made = await findLoginActor(ctx, { email });
  if (made === null) throw new Error(`${email} was registered and is not there.`);
  return made;
}

/** The merchant's staff, one of each role, and its customers. */
export async function seedPeople(merchant: SeedMerchant, at: Date): Promise<People> {
  const ctx = contextAt({ kind: "system", merchantId: merchant.id, name: "Seed" }, at);
  const staff = new Map<StaffRole, StaffActor>();
  const customers: CustomerActor[] = [];
  const logins: SeedLogin[] = [];
  for (const { role, name, email } of merchant.staff) {
    const actor = await ensure(ctx, email, (passwordHash) =>
      registerStaff(ctx, { name, email, passwordHash, role }),
    );
    if (actor.kind === "staff") staff.set(role, actor);
    logins.push({ merchant: merchant.slug, role, email, password: DEMO_PASSWORD });
  }
  for (const { name, email } of merchant.customers) {
    const actor = await ensure(ctx, email, (passwordHash) =>
      registerCustomer(ctx, { merchantId: merchant.id, name, email, passwordHash }),
    );
    if (actor.kind === "customer") customers.push(actor);
    logins.push({ merchant: merchant.slug, role: "customer", email, password: DEMO_PASSWORD });
  }
  return { staff, customers, logins };
}

/** A member of staff by role. @throws Error when the seed forgot to register one. */
export function staffMember(people: People, role: StaffRole): StaffActor {
  const member = people.staff.get(role);
  if (member === undefined) throw new Error(`There is no ${role}.`);
  return member;
}
