import { Client } from "pg";

/** Owns the schema and runs migrations. May create roles, is no superuser. */
export const OWNER_ROLE = "remit_owner";
/** The rights of the running application, a group. Migrations grant to it and create it where it is missing. */
export const APP_ROLE = "remit_app";
/** The login of web and worker, a member of the group. */
export const APP_LOGIN = "remit_web";

/** Makes the roles if they are missing and gives the two logins these passwords. Takes a superuser's connection. */
export async function prepareRoles(client: Client, passwords: { owner: string; app: string }): Promise<void> {
  const wanted = [
    [APP_ROLE, "NOLOGIN"],
    [OWNER_ROLE, `LOGIN CREATEROLE PASSWORD ${client.escapeLiteral(passwords.owner)}`],
    [APP_LOGIN, `LOGIN PASSWORD ${client.escapeLiteral(passwords.app)}`],
  ] as const;
  for (const [role, attributes] of wanted) {
    const { rowCount } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    await client.query(`${rowCount ? "ALTER" : "CREATE"} ROLE ${role} ${attributes}`);
  }
  await client.query(`GRANT ${APP_ROLE} TO ${OWNER_ROLE} WITH ADMIN TRUE, INHERIT TRUE, SET TRUE`);
  await client.query(`GRANT ${APP_ROLE} TO ${APP_LOGIN}`);
}

/** Makes the database if it is missing, owned by the owner's role; nobody but the two roles may connect. */
export async function createDatabase(client: Client, name: string, template = "template0"): Promise<void> {
  const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
  const database = client.escapeIdentifier(name);
  if (!rowCount) await client.query(`CREATE DATABASE ${database} OWNER ${OWNER_ROLE} TEMPLATE ${template}`);
  await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${APP_ROLE}`);
}
