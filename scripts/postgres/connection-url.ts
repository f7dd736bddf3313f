export type Login = { user: string; password: string };

/** A connection string for the local server; `options` are sent as PostgreSQL start-up options. */
export function connectionUrl(port: number, database: string, { user, password }: Login): string {
  return `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}
