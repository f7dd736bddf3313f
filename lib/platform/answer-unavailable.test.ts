import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { answerUnavailableWhileAway } from "./answer-unavailable";
import { forgetTrouble, noteTrouble } from "./database-gauge";

const cleanUps: (() => void)[] = [forgetTrouble];
afterEach(() => {
  for (const cleanUp of cleanUps) cleanUp();
});

test("F41: a page that broke while the database was away says 503; one that broke by itself says 500", async () => {
  answerUnavailableWhileAway();
  let onRequest: () => void = () => undefined;
  const server = createServer((request, response) => {
    onRequest();
    response.statusCode = request.url === "/fine" ? 200 : 500;
    response.end("said");
  }).listen(0, "127.0.0.1");
  cleanUps.push(
    () => void server.close(),
    () => server.closeAllConnections(),
  );
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;

  expect(await statusOf("/")).toBe(500);
  onRequest = () => noteTrouble(new TypeError("a bug"));
  expect(await statusOf("/")).toBe(500);
  onRequest = () => noteTrouble(Object.assign(new Error("starting up"), { code: "57P03" }));
  expect(await statusOf("/")).toBe(503);
  expect(await statusOf("/fine")).toBe(200);
});
