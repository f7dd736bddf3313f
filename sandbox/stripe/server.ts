import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";
import { optionsFromEnvironment, sandboxConfig, type SandboxOptions } from "./config.ts";
import { handleControlRequest } from "./control/control.ts";
import { followCheckout } from "./engine/follow-checkout.ts";
import { isDeadline, runTask } from "./engine/run-task.ts";
import { startIds } from "./ids.ts";
import { servePage } from "./elements/serve-page.ts";
import { handleApiRequest } from "./protocol/handle-request.ts";
import { isFileAddress, serveFile } from "./protocol/serve-file.ts";
import { createRouter } from "./protocol/route.ts";
import { routes } from "./routes/routes.ts";
import { createSandbox, type Sandbox } from "./sandbox.ts";
import { openAccount } from "./state/open-account.ts";
import type { Store } from "./store.ts";

export type RunningSandbox = {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  /** What the account holds: for tests, to look at. */
  readonly account: () => Store;
  /** Stops listening, cuts what is still open and writes what is not in the state file yet. */
  readonly close: () => Promise<void>;
};

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

function answerFor(sandbox: Sandbox): Answer {
  const router = createRouter(routes);
  return (request, response) => {
    const path = request.url ?? "/";
    const handled = isFileAddress(path)
      ? serveFile(sandbox, request, response)
      : path.startsWith("/v1/")
        ? handleApiRequest(sandbox, router, request, response)
        : path.startsWith("/_sandbox/")
          ? handleControlRequest(sandbox, request, response)
          : servePage(sandbox, request, response);
    handled.catch((error: unknown) => {
      console.error(`The sandbox failed on ${request.method} ${path.split("?", 1)[0]}:`, error);
      if (!response.headersSent) response.writeHead(500, { "content-type": "text/plain" });
      response.end("The sandbox failed; its log says why.\n");
    });
  };
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/**
 * Starts a local Stripe with the account of its state file, or an empty one.
 * Answers its origin and keys; rejects when the port is taken or the state file is of an unknown version.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const config = sandboxConfig(options);
  const early: Parameters<Answer>[] = [];
  let answer: Answer = (...exchange) => void early.push(exchange);
  const server = createServer({ keepAliveTimeout: 60_000 }, (...exchange) => answer(...exchange));
  // The port comes first: a second sandbox started by mistake must not touch the state file of the first.
  const port = await listen(server, config.port, config.host);
  startIds(config.seed);
  const account = await openAccount(config.stateFile).catch(async (error: unknown) => {
    await shut(server);
    throw error;
  });
  const sandbox = createSandbox(config, `http://${config.host}:${port}`, account, {
    run: runTask,
    isDeadline,
    follow: followCheckout,
  });
  account.follow(() => sandbox.store);
  answer = answerFor(sandbox);
  for (const exchange of early) answer(...exchange);
  return {
    url: sandbox.origin,
    secretKey: config.secretKey,
    publishableKey: config.publishableKey,
    webhookSecret: config.webhookSecret,
    account: () => sandbox.store,
    async close() {
      sandbox.later.stop();
      sandbox.clock.stop();
      sandbox.webhooks.stop();
      await shut(server);
      await account.close();
    },
  };
}

function explain(error: unknown, options: SandboxOptions): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!message.includes("EADDRINUSE")) return message;
  return `Port ${options.port ?? 4242} is in use. Stop what listens there or set SANDBOX_PORT to a free port.`;
}

async function main(): Promise<void> {
  let options: SandboxOptions = {};
  try {
    options = optionsFromEnvironment(process.env);
    const running = await startSandbox(options);
    console.log(
      `The Stripe sandbox listens on ${running.url}; its page lists test cards, events and deliveries.`,
    );
    let isStopping = false;
    const stop = (): void => {
      if (isStopping) return;
      isStopping = true;
      void running.close().then(() => process.exit(0));
    };
    process.on("SIGTERM", stop);
    process.on("SIGINT", stop);
    // The supervisor's IPC channel closes when it dies, even when it is killed.
    process.on("disconnect", stop);
  } catch (error) {
    console.error(explain(error, options));
    process.exit(1);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
