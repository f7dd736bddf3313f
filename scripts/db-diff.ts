// npm run db:diff             prints the SQL that is missing between prisma/migrations and prisma/schema
// npm run db:diff -- <name>   writes it to prisma/migrations/<time>_<name>/migration.sql
import fs from "node:fs";
import path from "node:path";
import { schemaDifference } from "./database/schema-difference";
import { withMigratedDatabase } from "./database/with-migrated-database";
import { runScript } from "./run-script";

const SCHEMA = path.resolve("prisma/schema");

await runScript(async () => {
  const argument = process.argv[2];
  const sql = await withMigratedDatabase((postgres) => schemaDifference(postgres.ownerUrl, SCHEMA));
  if (sql === "") {
    console.log("prisma/migrations and prisma/schema agree.");
  } else if (argument) {
    console.log(`Written to ${writeMigration(argument, sql)}`);
  } else {
    console.log(sql);
  }
});

function writeMigration(name: string, sql: string): string {
  if (!/^[a-z0-9_]+$/.test(name)) throw new Error("Name a migration with lower-case letters, digits and _.");
  const time = new Date().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const file = path.join("prisma", "migrations", `${time}_${name}`, "migration.sql");
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${sql}\n`);
  return file;
}
