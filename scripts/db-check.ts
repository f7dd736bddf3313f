// Part of npm run check: prisma/schema, prisma/migrations and prisma/schema.sql say the same. One server for both.
import fs from "node:fs";
import path from "node:path";
import { dumpSchema } from "./database/dump-schema";
import { schemaDifference } from "./database/schema-difference";
import { withMigratedDatabase } from "./database/with-migrated-database";
import { runScript } from "./run-script";

await runScript(async () => {
  if (!fs.existsSync("prisma/schema")) return;
  const { missing, dump } = await withMigratedDatabase(async ({ ownerUrl }) => ({
    missing: await schemaDifference(ownerUrl, path.resolve("prisma/schema")),
    dump: await dumpSchema(ownerUrl),
  }));
  if (missing !== "") {
    throw new Error(
      `prisma/schema is ahead of prisma/migrations: run npm run db:diff -- <name>. Missing:\n\n${missing}`,
    );
  }
  if (!fs.existsSync("prisma/schema.sql") || fs.readFileSync("prisma/schema.sql", "utf8") !== dump) {
    throw new Error(
      "prisma/schema.sql is out of date: run npm run db:dump and commit it with the migration.",
    );
  }
  console.log("Schema, migrations and dump agree.");
});
