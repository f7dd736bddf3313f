import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";

const COMPLETE = {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  APP_URL: "http://localhost:3000",
  NEXTAUTH_SECRET: "0123456789abcdef0123456789abcdef",
  STRIPE_SECRET_KEY: "sk_test_value",
  STRIPE_PUBLISHABLE_KEY: "pk_test_value",
  STRIPE_WEBHOOK_SECRET: "whsec_value",
};

const PROCESSES = [
  { name: "the worker", args: ["worker/main.ts"] },
  { name: "the listener", args: ["worker/ingest.ts"] },
  { name: "the web", args: ["-e", "import('./instrumentation.ts').then((web) => web.register())"] },
];

function run(args: readonly string[], changes: Readonly<Record<string, string>>) {
  return new Promise<{ code: number | null; said: string }>((resolve) => {
    const { PATH = "", HOME = "" } = process.env;
    const child = spawn(process.execPath, ["--import", "tsx", ...args], {
      env: { NODE_ENV: "test", PATH, HOME, ...COMPLETE, ...changes },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.once("exit", (code) => resolve({ code, said }));
  });
}

describe.each(PROCESSES)("ENV-01, S19, TST-05: $name", ({ args }) => {
  test(
    "ends with 1 and ABORT before anything begins, and names no value and no line of code",
    { timeout: 60_000 },
    async () => {
      const { code, said } = await run(args, {
        DEPLOY_ENV: "staging",
        STRIPE_SECRET_KEY: "rk_live_secretvalue",
      });
      expect(code).toBe(1);
      expect(said).toMatch(/^ABORT: /);
      expect(said).toContain("STRIPE_SECRET_KEY: is a live key, but DEPLOY_ENV is staging");
      expect(said).not.toContain("secretvalue");
      expect(said).not.toMatch(/\n\s+at /);
    },
  );
});
