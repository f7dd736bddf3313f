import type { FailureOf } from "@/lib/domain/failure";
import { invariant } from "@/lib/domain/invariant";
import { actorOfLogin } from "@/lib/domain/people/actor-of-login";
import { normalizeEmail } from "@/lib/domain/people/normalize-email";
import { personName } from "@/lib/domain/people/person-name";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertCustomer, insertLogin, isAddressTaken } from "@/lib/db/people";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/queue";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";
import { ensureCustomerAccounts } from "@/lib/services/ledger/ensure-accounts";

export interface RegisterCustomerCommand {
  readonly merchantId: string;
  readonly name: string;
  readonly email: string;
  /** From `hashPassword`; the password itself stays with whoever asked for it. */
  readonly passwordHash: string;
}

type RegisterFailure = FailureOf<"invalid"> | { readonly kind: "rejected"; readonly code: "email_taken" };

interface Registered {
  readonly loginId: string;
  readonly customerId: string;
}

interface Person {
  readonly merchantId: string;
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
}

/** Writes customer, login, accounts, record and welcome, or nothing when the merchant knows the address already. */
async function insertPerson(tx: Tx, ctx: ServiceContext, person: Person): Promise<Registered | null> {
  const merchant = await findMerchant(tx, person.merchantId);
  invariant(merchant !== null, `There is no merchant ${person.merchantId}.`);
  if (await isAddressTaken(tx, person.merchantId, person.email)) return null;
  const registered = { loginId: newId(), customerId: newId() };
  const createdAt = ctx.clock.now();
  await insertCustomer(tx, { ...person, id: registered.customerId, createdAt });
  const login = {
    ...person,
    id: registered.loginId,
    role: "customer",
    customerId: registered.customerId,
  } as const;
  await insertLogin(tx, { ...login, createdAt });
  await ensureCustomerAccounts(tx, {
    ...registered,
    merchantId: person.merchantId,
    currencies: merchant.currencies,
  });
  const asPerson = { ...ctx, actor: actorOfLogin({ ...login, loginId: login.id }) };
  await recordAuditEvent(tx, asPerson, {
    eventType: "customer.registered",
    command: "register-customer",
    outcome: "succeeded",
    changes: registered,
  });
  await enqueueJob(tx, asPerson, {
    job: "send-mail",
    payload: { kind: "welcome", loginId: registered.loginId },
  });
  return registered;
}

/**
 * Makes somebody a customer who can sign in, with a receivable and a wallet in each of the merchant's currencies.
 * Anybody may register, so there is no permission to ask for.
 */
export async function registerCustomer(
  ctx: ServiceContext,
  command: RegisterCustomerCommand,
): Promise<Result<Registered, RegisterFailure>> {
  const name = personName(command.name);
  const email = normalizeEmail(command.email);
  if (!name.ok || !email.ok) {
    const fields = {
      ...(name.ok ? {} : { name: name.error }),
      ...(email.ok ? {} : { email: "invalid_email" }),
    };
    return err({ kind: "invalid", code: "invalid_input", fields });
  }
  const person = { ...command, name: name.value, email: email.value };
  const registered = await inTransaction((tx) => insertPerson(tx, ctx, person));
  return registered === null ? err({ kind: "rejected", code: "email_taken" }) : ok(registered);
}
