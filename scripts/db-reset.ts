// npm run db:reset: empties and migrates the local database, DATABASE_OWNER_URL's or that of a running npm run dev.
import path from "node:path";
import { resetDatabase } from "./database/reset-database";
import { connectionUrl } from "./postgres/connection-url";
import { OWNER_ROLE } from "./postgres/create-database";
import { runScript } from "./run-script";
import { portsFrom } from "./stack/ports";
import { loadSecrets } from "./stack/secrets";

await runScript(async () => {
  const environment = process.env["DEPLOY_ENV"] ?? "development";
  if (environment === "production" || environment === "staging") {
    throw new Error(`DEPLOY_ENV is ${environment}: nothing is reset there.`);
  }
  await resetDatabase(process.env["DATABASE_OWNER_URL"] ?? ownerUrlOfClone());
  console.log("The database is empty and migrated. The next npm run demo or npm run dev seeds it.");
});

function ownerUrlOfClone(): string {
  const { postgres } = loadSecrets(path.resolve(".remit"));
  return connectionUrl(portsFrom(process.env).postgres, "remit", {
    user: OWNER_ROLE,
    password: postgres.owner,
  });
}
