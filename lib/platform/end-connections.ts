import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";

/** A deployment waits this long for what is in hand; then it is over, and whoever asked asks again. */
const DRAIN_MS = 30_000;

/**
 * Lets a server that was told to end come to its end. It takes no new connection then, but clients that keep theirs, such as a
 * proxy or a gateway's deliveries, would go on using it for as long as they have something to say: so from then on each answer
 * closes its connection, and after half a minute the process ends whatever is left.
 * @see https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
 */
export function endConnectionsOn(
  told: (act: () => void) => void,
  endProcess: (afterMs: number) => void,
): void {
  let isEnding = false;
  subscribe("http.server.request.start", (message) => {
    if (!isEnding || typeof message !== "object" || message === null || !("response" in message)) return;
    if (message.response instanceof ServerResponse) message.response.shouldKeepAlive = false;
  });
  told(() => {
    isEnding = true;
    endProcess(DRAIN_MS);
  });
}

/** For the web server's process, whose framework closes the server on SIGTERM and waits without an end. */
export function endConnectionsOnSigterm(): void {
  endConnectionsOn(
    (act) => process.once("SIGTERM", act),
    (afterMs) => setTimeout(() => process.exit(143), afterMs).unref(),
  );
}
