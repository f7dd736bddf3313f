import { once } from "node:events";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";

/** A request that the application sent to the gateway, whether or not it arrived. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly idempotencyKey: string | null;
}

/** carries: all is well. loses_requests: nothing arrives. loses_replies: the gateway acts, and nobody hears of it. */
export type WireCondition = "carries" | "loses_requests" | "loses_replies";

/** The network between the application and the gateway, as bad as a test wants it. */
export interface GatewayWire {
  readonly url: string;
  readonly requests: readonly WireRequest[];
  /** Until it is told otherwise, or for so many requests after so many that are carried; then it carries again. */
  readonly become: (condition: WireCondition, requestCount?: number, carriedFirst?: number) => void;
  /** Does something after the gateway has acted on the next matching request and before its reply is let through. */
  readonly beforeReply: (matches: (request: WireRequest) => boolean, act: () => Promise<void>) => void;
  /** Changes the text of the replies to matching requests, until the wire is reset. */
  readonly rewriteReplies: (
    matches: (request: WireRequest) => boolean,
    change: (text: string) => string,
  ) => void;
  /** Nobody listens any more: connections are refused. */
  readonly cut: () => Promise<void>;
  readonly mend: () => Promise<void>;
  /** Mends everything and forgets what was sent. */
  readonly reset: () => Promise<void>;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  await once(stream, "end");
  return Buffer.concat(chunks);
}

function forward(target: string, request: IncomingMessage, body: Buffer): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url ?? "/", target);
    const headers = { ...request.headers, host: url.host, connection: "close" };
    const sent = httpRequest(url, { method: request.method, headers }, (response) => {
      readAll(response).then(
        (read) => resolve({ status: response.statusCode ?? 502, headers: response.headers, body: read }),
        reject,
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

export function portOf(server: Server): number {
  const address = server.address();
  if (typeof address !== "object" || address === null)
    throw new Error("The server does not listen on a port.");
  return address.port;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(portOf(server)));
  });
}

/** Lays a wire to a gateway that listens on the target. */
export async function layWire(target: string): Promise<GatewayWire> {
  let condition: WireCondition = "carries";
  let requestsLeft = Number.POSITIVE_INFINITY;
  let carriedLeft = 0;
  let changes = 0;
  let interruptions: { matches: (request: WireRequest) => boolean; act: () => Promise<void> }[] = [];
  let requests: WireRequest[] = [];
  let rewrite: ((request: WireRequest, body: Buffer) => Buffer) | null = null;

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const key = request.headers["idempotency-key"];
    const noted: WireRequest = {
      method: request.method ?? "GET",
      path: (request.url ?? "/").split("?")[0] ?? "/",
      idempotencyKey: typeof key === "string" ? key : null,
    };
    requests.push(noted);
    const changesBefore = changes;
    const met = carriedLeft > 0 ? "carries" : condition;
    if (carriedLeft > 0) carriedLeft -= 1;
    else if ((requestsLeft -= 1) === 0) condition = "carries";
    if (met === "loses_requests") return void request.socket.destroy();
    const reply = await forward(target, request, body);
    const interruption = interruptions.find((one) => one.matches(noted));
    interruptions = interruptions.filter((one) => one !== interruption);
    await interruption?.act();
    // What the interruption made of the wire counts for this reply already.
    const meets = changes === changesBefore ? met : condition;
    if (meets === "loses_replies") return void request.socket.destroy();
    const text = rewrite?.(noted, reply.body) ?? reply.body;
    response.writeHead(reply.status, { ...reply.headers, "content-length": text.length }).end(text);
  }

  const open = () =>
    createServer((request, response) => void carry(request, response).catch(() => request.socket.destroy()));
  let server: Server | null = open();
  const port = await listen(server, 0);

  const cut = async () => {
    const closing = server;
    server = null;
    closing?.closeAllConnections();
    await new Promise<void>((resolve) => (closing ? closing.close(() => resolve()) : resolve()));
  };
  const mend = async () => {
    if (server !== null) return;
    server = open();
    await listen(server, port);
  };
  return {
    url: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    become: (next, requestCount = Number.POSITIVE_INFINITY, carriedFirst = 0) => {
      changes += 1;
      condition = next;
      requestsLeft = requestCount;
      carriedLeft = carriedFirst;
    },
    beforeReply: (matches, act) => void interruptions.push({ matches, act }),
    rewriteReplies: (matches, change) => {
      rewrite = (request, body) => (matches(request) ? Buffer.from(change(body.toString("utf8"))) : body);
    },
    cut,
    mend,
    reset: async () => {
      condition = "carries";
      rewrite = null;
      interruptions = [];
      requests = [];
      await mend();
    },
  };
}
