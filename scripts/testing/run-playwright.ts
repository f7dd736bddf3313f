import path from "node:path";
import type { Supervisor } from "../supervise/supervisor";
import type { Browser } from "./find-browser";
import { TEST_MANIFEST } from "./with-test-stack";

/** The sandbox's own browser tests: a merchant's page and a sandbox of their own, no Remit. */
const SANDBOX_CONFIG = "playwright.sandbox.config.ts";
const CLI = path.join("node_modules", "@playwright", "test", "cli.js");

/** Runs the specs (all, or those the arguments choose) against the stack of the manifest. */
export async function runPlaywright(
  supervisor: Supervisor,
  browser: Browser,
  environment: Record<string, string>,
  args: readonly string[],
  onLine: (line: string) => void,
): Promise<void> {
  const env = {
    // Specs act as people do; what they need of the inside they get from the manifest.
    REMIT_MANIFEST: TEST_MANIFEST,
    CHROMIUM_PATH: browser.executablePath ?? "",
    // For a spec that starts a web server of its own, to take the database away from that one only.
    REMIT_STACK_ENVIRONMENT: JSON.stringify(environment),
    DATABASE_URL: environment["DATABASE_URL"] ?? "",
    FORCE_COLOR: process.stdout.isTTY ? "1" : "0",
  };
  await supervisor.run("e2e", [CLI, "test", ...args], env, onLine);
}

/** Runs the browser tests of the sandbox's Stripe.js. */
export async function runSandboxPlaywright(
  run: Supervisor["run"],
  browser: Browser,
  args: readonly string[],
): Promise<void> {
  const env = { CHROMIUM_PATH: browser.executablePath ?? "" };
  await run("sandbox-browser", [CLI, "test", "--config", SANDBOX_CONFIG, ...args], env, () => {});
}
