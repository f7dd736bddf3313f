import { once } from "node:events";
import { Agent, createServer, get, type IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import { endConnectionsOn } from "./end-connections";

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

test("F46: a server that was told to end closes the connections that its clients keep, with their next answers", async () => {
  const server = createServer((_request, response) => response.end("answered")).listen(0, "127.0.0.1");
  server.keepAliveTimeout = 60_000;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  cleanUps.push(
    () => agent.destroy(),
    () => server.closeAllConnections(),
  );
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: "127.0.0.1", agent }, (response) => {
        response.resume().once("end", () => resolve(response));
      }).once("error", reject);
    });
  let tell: () => void = () => undefined;
  const ends: number[] = [];
  endConnectionsOn(
    (act) => void (tell = act),
    (afterMs) => void ends.push(afterMs),
  );

  expect((await ask()).headers.connection).toBe("keep-alive");
  expect(ends).toEqual([]);
  tell();
  expect(ends).toEqual([30_000]);
  expect((await ask()).headers.connection).toBe("close");
});
