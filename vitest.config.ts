import os from "node:os";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const AREAS = "{app,components,lib,prisma,sandbox,scripts,test,worker}";

/** Tests of these need a database; all others must not wait for one. */
const WITH_DATABASE = [
  "lib/{audit,auth,db,jobs,notifications,queries,reports,services,webhooks}/**/*.test.{ts,tsx}",
  "prisma/**/*.test.ts",
  "test/**/*.test.ts",
  "worker/**/*.test.ts",
  "app/**/*.test.{ts,tsx}",
  "**/*.database.test.ts",
];

/** Functions of what they are given, by the table of layers: nothing that one file's tests do can be seen by another's. */
const WITHOUT_STATE = ["lib/{domain,schemas,documents}/**/*.test.{ts,tsx}", "components/**/*.test.{ts,tsx}"];

const exclude = ["**/node_modules/**", "prisma/generated/**", ".*/**"];

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    pool: "forks",
    // One more than the two cores of a small machine: the tests of faults mostly wait.
    maxWorkers: Math.max(3, os.availableParallelism()),
    // The server ends with a checkpoint of all that the run wrote.
    teardownTimeout: 60_000,
    // Against what hangs, not against what is slow: a machine may be busy.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    env: { LOG_LEVEL: process.env["LOG_LEVEL"] ?? "silent" },
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: WITHOUT_STATE,
          exclude: [...exclude, ...WITH_DATABASE],
          // Most of them are over in milliseconds: a process and the modules anew for each would take most of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: "pure",
          include: [`${AREAS}/**/*.test.{ts,tsx}`],
          exclude: [...exclude, ...WITH_DATABASE, ...WITHOUT_STATE],
        },
      },
      {
        extends: true,
        test: {
          name: "database",
          include: WITH_DATABASE,
          exclude,
          globalSetup: ["test/support/postgres.global.ts"],
        },
      },
    ],
  },
});
