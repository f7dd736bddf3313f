import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { pathToFileURL } from "node:url";
import { optionsFromEnvironment, sandboxConfig, type SandboxOptions } from "./config.ts";
import { handleControlRequest } from "./control/control.ts";
import { servePage } from "./elements/serve-page.ts";
import { handleApiRequest } from "./protocol/handle-request.ts";
import { createRouter } from "./protocol/route.ts";
import { routes } from "./routes/routes.ts";
import { createSandbox } from "./sandbox.ts";

export type RunningSandbox = {
  readonly url: string;
  readonly secretKey: string;
  readonly publishableKey: string;
  readonly webhookSecret: string;
  /** Stops listening and cuts what is still open. */
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

/**
 * Starts a local Stripe with an empty account.
 * Answers its origin and keys; rejects when the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const config = sandboxConfig(options);
  const sandbox = createSandbox(config);
  const router = createRouter(routes);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? "/";
    const handled = path.startsWith("/v1/")
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
  const server = createServer({ keepAliveTimeout: 60_000 }, answer);
  const port = await listen(server, config.port, config.host);
  sandbox.origin = `http://${config.host}:${port}`;
  return {
    url: sandbox.origin,
    secretKey: config.secretKey,
    publishableKey: config.publishableKey,
    webhookSecret: config.webhookSecret,
    close: () =>
      new Promise((resolve) => {
        sandbox.later.clear();
        sandbox.webhooks.clear();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
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
