/** The environment that services, queries and handlers read, pointing at a database, with no gateway behind it. */
export function setDatabaseEnvironment(
  databaseUrl: string,
  changes: Readonly<Record<string, string>> = {},
): void {
  Object.assign(process.env, {
    DEPLOY_ENV: "test",
    DATABASE_URL: databaseUrl,
    APP_URL: "http://localhost:3000",
    NEXTAUTH_SECRET: "only-for-tests-only-for-tests-only-for-tests",
    STRIPE_SECRET_KEY: "sk_test_sandbox",
    STRIPE_PUBLISHABLE_KEY: "pk_test_sandbox",
    STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
    MAIL_TRANSPORT: "mailbox",
    LOG_LEVEL: "silent",
    ...changes,
  });
}
