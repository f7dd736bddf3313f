import { fork } from "node:child_process";

/** Keys that no gateway gave; the bench's own gateways take any. */
export const BENCH_KEYS = {
  SANDBOX_SECRET_KEY: "sk_test_sandboxBench",
  SANDBOX_PUBLISHABLE_KEY: "pk_test_sandboxBench",
  SANDBOX_WEBHOOK_SECRET: "whsec_sandboxBench",
} as const;

/**
 * Runs a script of the bench in a process of its own, with the configuration of the product pointing at a database and a
 * gateway, and answers with the one message that it sends.
 */
export async function inBenchProcess(
  script: string,
  args: readonly string[],
  place: { readonly appUrl: string; readonly gatewayUrl: string },
): Promise<unknown> {
  const child = fork(script, [...args], {
    execArgv: ["--import", "tsx"],
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      DATABASE_URL: place.appUrl,
      APP_URL: "http://localhost:3000",
      NEXTAUTH_SECRET: "bench-bench-bench-bench-bench-bench",
      STRIPE_SECRET_KEY: BENCH_KEYS.SANDBOX_SECRET_KEY,
      STRIPE_PUBLISHABLE_KEY: BENCH_KEYS.SANDBOX_PUBLISHABLE_KEY,
      STRIPE_WEBHOOK_SECRET: BENCH_KEYS.SANDBOX_WEBHOOK_SECRET,
      STRIPE_API_BASE: place.gatewayUrl,
      DEPLOY_ENV: "test",
      LOG_LEVEL: "error",
    },
  });
  try {
    return await new Promise<unknown>((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => reject(new Error(`${script} ended with ${code}.`)));
    });
  } finally {
    child.kill();
  }
}
