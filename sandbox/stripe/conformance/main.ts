// npm run sandbox:conformance [-- refunds shapes]: the sandbox's own tests, asked of Stripe's test mode, so that a difference is found.
// STRIPE_CONFORMANCE_KEY is a secret key of test mode; with STRIPE_CONFORMANCE_PUBLISHABLE_KEY, card numbers are tried too.
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NOT_AT_STRIPE } from "./not-at-stripe.ts";
import { stripeItself } from "./stripe-itself.ts";

const TESTS = fileURLToPath(new URL("../tests/", import.meta.url));
const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

function run(): void {
  if (stripeItself(process.env) === null)
    throw new Error("Set STRIPE_CONFORMANCE_KEY to a secret key of Stripe's test mode.");
  const wanted = process.argv.slice(2);
  const isWanted = (file: string): boolean =>
    wanted.length === 0 || wanted.includes(file.replace(".test.ts", ""));
  const files = readdirSync(TESTS).filter(
    (file) => file.endsWith(".test.ts") && NOT_AT_STRIPE[file] === undefined && isWanted(file),
  );
  for (const [file, reason] of Object.entries(NOT_AT_STRIPE)) console.log(`left out: ${file}. ${reason}`);
  // One file after another: test mode takes 25 requests a second.
  const args = ["run", "--no-file-parallelism", ...files.map((file) => `sandbox/stripe/tests/${file}`)];
  const vitest = fileURLToPath(new URL("../../../node_modules/vitest/vitest.mjs", import.meta.url));
  const child = spawn(process.execPath, [vitest, ...args], {
    cwd: ROOT,
    stdio: "inherit",
  });
  child.once("exit", (code) => (process.exitCode = code ?? 1));
}

try {
  run();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
