// npm run db:migrate: applies what is missing to the database at DATABASE_OWNER_URL.
import { migrate } from "./database/migrate";
import { runScript } from "./run-script";

await runScript(async () => {
  const ownerUrl = process.env["DATABASE_OWNER_URL"];
  if (!ownerUrl) {
    throw new Error("Set DATABASE_OWNER_URL to the connection string of the role that owns the schema.");
  }
  const applied = await migrate(ownerUrl);
  for (const name of applied) console.log(`applied ${name}`);
  console.log(applied.length ? `${applied.length} migrations applied.` : "The schema is up to date.");
});
