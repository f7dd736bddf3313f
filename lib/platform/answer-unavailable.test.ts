import { AsyncResource } from "node:async_hooks";
import { once } from "node:events";
import { createServer } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import { answerUnavailableWhileAway } from "./answer-unavailable";
import { forgetTrouble, noteTrouble } from "./database-gauge";

const cleanUps: (() => void)[] = [forgetTrouble];
afterEach(() => {
  for (const cleanUp of cleanUps) cleanUp();
});

test("F41: a page that broke for want of the database says 503, however long that took and wherever it was told; one that broke by itself says 500", async () => {
  answerUnavailableWhileAway();
  const away = Object.assign(new Error("starting up"), { code: "57P03" });
  const errors: Readonly<Record<string, unknown>> = { "/bug": new TypeError("a bug"), "/away": away };
  // The framework tells of some errors where the context of the request is lost.
  const elsewhere = new AsyncResource("elsewhere");
  const server = createServer((request, response) => {
    void (async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (request.url === "/away-elsewhere") elsewhere.runInAsyncScope(noteTrouble, null, away);
      else noteTrouble(errors[request.url ?? ""]);
      await new Promise((resolve) => setImmediate(resolve));
      vi.setSystemTime(Date.now() + 60_000);
      response.statusCode = request.url === "/fine" ? 200 : 500;
      response.end("said");
    })();
  }).listen(0, "127.0.0.1");
  vi.useFakeTimers({ toFake: ["Date"] });
  cleanUps.push(
    () => void vi.useRealTimers(),
    () => void server.close(),
    () => server.closeAllConnections(),
  );
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const statusOf = async (path: string) => (await fetch(`http://127.0.0.1:${port}${path}`)).status;

  expect(await statusOf("/bug")).toBe(500);
  expect(await statusOf("/away")).toBe(503);
  expect(await statusOf("/away-elsewhere")).toBe(503);
  expect(await statusOf("/bug")).toBe(500);
  expect(await statusOf("/fine")).toBe(200);
});
