import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { NOT_AT_STRIPE } from "../conformance/not-at-stripe.ts";
import { stripeItself } from "../conformance/stripe-itself.ts";
import { startSandbox } from "../server.ts";

const MAIN = fileURLToPath(new URL("../conformance/main.ts", import.meta.url));

function conform(
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, ["--import", "tsx", MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  return new Promise((resolve) => child.once("exit", (code) => resolve({ code, output })));
}

describe("the suite at Stripe itself", { timeout: 180_000 }, () => {
  it("leaves out only files that exist", () => {
    const files = readdirSync(new URL(".", import.meta.url));
    for (const file of Object.keys(NOT_AT_STRIPE)) expect(files).toContain(file);
  });

  it("takes keys of test mode only", () => {
    expect(stripeItself({})).toBeNull();
    expect(() => stripeItself({ STRIPE_CONFORMANCE_KEY: ["sk", "live", "x"].join("_") })).toThrow(
      "test mode",
    );
    expect(stripeItself({ STRIPE_CONFORMANCE_KEY: "sk_test_x" })).toMatchObject({
      url: "https://api.stripe.com",
    });
  });

  it("says which key it needs", async () => {
    const { code, output } = await conform({ STRIPE_CONFORMANCE_KEY: "" });
    expect(code).toBe(1);
    expect(output).toContain("Set STRIPE_CONFORMANCE_KEY");
  });

  it("asks another account over the wire, and skips with a reason what only the sandbox has", async () => {
    const other = await startSandbox({ port: 0, secretKey: "sk_test_elsewhere" });
    const env = { STRIPE_CONFORMANCE_KEY: "sk_test_elsewhere", STRIPE_CONFORMANCE_URL: other.url };
    const { code, output } = await conform(env, "shapes", "setup-intents");
    expect(output).not.toContain("FAIL");
    expect(code).toBe(0);
    expect(output).toMatch(/passed/);
    expect(output).toMatch(/skipped/);
    expect(other.account().setupIntents.count()).toBeGreaterThan(3);
    await other.close();
  });
});
