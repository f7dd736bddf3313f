import fs from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { z } from "zod";
import { LAUNCH_ARGS } from "./scripts/testing/launch-args";

/** Written by npm test and npm run e2e, which start what the specs talk to; .remit/demo.json has the same form. */
const MANIFEST = process.env["REMIT_MANIFEST"] ?? ".remit/test.json";
const url = fs.existsSync(MANIFEST)
  ? z.object({ url: z.url() }).parse(JSON.parse(fs.readFileSync(MANIFEST, "utf8"))).url
  : "http://localhost:3000";
const executablePath = process.env["CHROMIUM_PATH"];

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results/artifacts",
  workers: 2,
  // A test that passes the second time has found something.
  retries: 0,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["line"], ["json", { outputFile: "test-results/e2e.json" }]],
  use: {
    baseURL: url,
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    locale: "en-US",
    timezoneId: "UTC",
    launchOptions: { args: LAUNCH_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [{ name: "desktop", use: { ...devices["Desktop Chrome"] } }],
});
