import type { Role } from "@/lib/domain/actor";
import type { Tx } from "./transaction";

/** Somebody's way in: who they are and what their password must hash to. */
export interface LoginRecord {
  readonly merchantId: string;
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly role: Role;
  readonly customerId: string | null;
  readonly disabledAt: Date | null;
}

interface LoginRow {
  merchant_id: string;
  id: string;
  email: string;
  name: string;
  password_hash: string;
  role: Role;
  customer_id: string | null;
  disabled_at: Date | null;
}

const LOGIN_COLUMNS = "merchant_id, id, email, name, password_hash, role, customer_id, disabled_at";

function loginOf(row: LoginRow): LoginRecord {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    email: row.email,
    name: row.name,
    passwordHash: row.password_hash,
    role: row.role,
    customerId: row.customer_id,
    disabledAt: row.disabled_at,
  };
}

/**
 * The enabled logins of an address, with every merchant that knows it: the given merchant's first, then by age.
 * At most eight, so that nobody can make a sign-in compare without end.
 */
export async function enabledLoginsByEmail(
  tx: Tx,
  email: string,
  merchantId: string,
): Promise<LoginRecord[]> {
  const rows = await tx.query<LoginRow>(
    `SELECT ${LOGIN_COLUMNS} FROM login WHERE email = $1 AND disabled_at IS NULL
       ORDER BY (merchant_id = $2) DESC, id LIMIT 8`,
    [email, merchantId],
  );
  return rows.map(loginOf);
}

/** The login as it is now, locked until the transaction ends. */
export async function lockLogin(tx: Tx, merchantId: string, loginId: string): Promise<LoginRecord | null> {
  const rows = await tx.query<LoginRow>(
    `SELECT ${LOGIN_COLUMNS} FROM login WHERE merchant_id = $1 AND id = $2 FOR UPDATE`,
    [merchantId, loginId],
  );
  return rows.map(loginOf)[0] ?? null;
}

export async function insertCustomer(
  tx: Tx,
  customer: { merchantId: string; id: string; name: string; email: string; createdAt: Date },
): Promise<void> {
  await tx.execute(
    "INSERT INTO customer (merchant_id, id, name, email, created_at) VALUES ($1, $2, $3, $4, $5)",
    [customer.merchantId, customer.id, customer.name, customer.email, customer.createdAt],
  );
}

/** Keeps an address of a merchant for this transaction; answers whether somebody has it already. */
export async function isAddressTaken(tx: Tx, merchantId: string, email: string): Promise<boolean> {
  await tx.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [`login:${merchantId}:${email}`]);
  const rows = await tx.query("SELECT 1 FROM login WHERE merchant_id = $1 AND email = $2", [
    merchantId,
    email,
  ]);
  return rows.length > 0;
}

export async function insertLogin(
  tx: Tx,
  login: Omit<LoginRecord, "disabledAt"> & { readonly createdAt: Date },
): Promise<void> {
  await tx.execute(
    `INSERT INTO login (merchant_id, id, email, name, password_hash, role, customer_id, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      login.merchantId,
      login.id,
      login.email,
      login.name,
      login.passwordHash,
      login.role,
      login.customerId,
      login.createdAt,
    ],
  );
}

export async function updatePasswordHash(
  tx: Tx,
  login: { merchantId: string; loginId: string; passwordHash: string },
): Promise<void> {
  await tx.execute("UPDATE login SET password_hash = $3 WHERE merchant_id = $1 AND id = $2", [
    login.merchantId,
    login.loginId,
    login.passwordHash,
  ]);
}

/** Closes a login, or opens it again with null. */
export async function updateLoginDisabledAt(
  tx: Tx,
  login: { merchantId: string; loginId: string; disabledAt: Date | null },
): Promise<void> {
  await tx.execute("UPDATE login SET disabled_at = $3 WHERE merchant_id = $1 AND id = $2", [
    login.merchantId,
    login.loginId,
    login.disabledAt,
  ]);
}
