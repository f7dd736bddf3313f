import { spawn, type ChildProcess } from "node:child_process";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it } from "vitest";

const SERVER = fileURLToPath(new URL("../server.ts", import.meta.url));
const children: ChildProcess[] = [];

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

type Run = {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly exit: Promise<number | null>;
};

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, ["--import", "tsx", SERVER], {
    env: { ...process.env, DEPLOY_ENV: "test", ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  children.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString("utf8")));
  const exit = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  return { child, output: () => output, exit };
}

async function started(env: Record<string, string> = {}): Promise<Run & { url: string }> {
  const running = run({ SANDBOX_PORT: "0", ...env });
  await expect.poll(running.output, { timeout: 90_000 }).toContain("listens on");
  return { ...running, url: /http:\/\/[\d.:]+\d/.exec(running.output())?.[0] ?? "" };
}

describe("the process", { timeout: 120_000 }, () => {
  it("refuses to start in production and says why", async () => {
    const { exit, output } = run({ DEPLOY_ENV: "production", SANDBOX_PORT: "0" });
    expect(await exit).toBe(1);
    expect(output()).toContain("refuses to start because DEPLOY_ENV is production");
  });

  it("says that its port is in use", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    const { exit, output } = run({ SANDBOX_PORT: String(port) });
    expect(await exit).toBe(1);
    expect(output()).toContain(`Port ${port} is in use.`);
    server.close();
  });

  it("names a malformed setting", async () => {
    const { exit, output } = run({ SANDBOX_PORT: "many" });
    expect(await exit).toBe(1);
    expect(output()).toContain("SANDBOX_PORT must be a port number");
  });

  it("answers /healthz, takes its keys from the environment and stops on SIGTERM", async () => {
    const { child, exit, url } = await started({ SANDBOX_SECRET_KEY: "sk_test_own" });
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(
      (await fetch(`${url}/v1/balance`, { headers: { authorization: "Bearer sk_test_own" } })).status,
    ).toBe(200);
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
  });

  it("stops when the process that started it goes away", async () => {
    const { child, exit } = await started();
    child.disconnect();
    expect(await exit).toBe(0);
  });
});
