import { defineConfig } from "prisma/config";

// generate, validate and format never run the schema engine, yet the command insists on downloading it first.
// Any existing executable satisfies the check; `prisma migrate …` still fetches the real engine.
if (/^(generate|validate|format)$/.test(process.argv[2] ?? "")) {
  process.env["PRISMA_SCHEMA_ENGINE_BINARY"] ??= process.execPath;
}

export default defineConfig({
  schema: "prisma/schema",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env["DATABASE_OWNER_URL"] ?? process.env["DATABASE_URL"] ?? "" },
});
