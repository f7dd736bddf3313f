import { defineConfig, devices } from "@playwright/test";
import { LAUNCH_ARGS } from "./scripts/testing/launch-args";

const executablePath = process.env["CHROMIUM_PATH"];

/** The sandbox's Stripe.js in a browser, with a merchant's page and a sandbox of its own; needs neither build nor database. */
export default defineConfig({
  testDir: "sandbox/stripe/browser",
  outputDir: "test-results/sandbox-artifacts",
  workers: 2,
  fullyParallel: true,
  // A test that passes the second time has found something.
  retries: 0,
  forbidOnly: process.env["CI"] !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["line"], ["json", { outputFile: "test-results/sandbox-browser.json" }]],
  use: {
    trace: "retain-on-failure",
    locale: "en-US",
    timezoneId: "UTC",
    launchOptions: { args: LAUNCH_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
  projects: [{ name: "desktop", use: { ...devices["Desktop Chrome"] } }],
});
