// npm run db:dump: writes prisma/schema.sql. npm run check fails when it is not what the migrations make.
import fs from "node:fs";
import { dumpSchema } from "./database/dump-schema";
import { withMigratedDatabase } from "./database/with-migrated-database";
import { runScript } from "./run-script";

await runScript(async () => {
  const dump = await withMigratedDatabase((postgres) => dumpSchema(postgres.ownerUrl));
  fs.writeFileSync("prisma/schema.sql", dump);
  console.log("prisma/schema.sql written.");
});
