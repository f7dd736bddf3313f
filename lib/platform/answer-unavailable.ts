import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { hadTroubleSince } from "./database-gauge";

/**
 * Has each answer that would be a 500 say 503 when the database was away for this process while the request was answered:
 * whoever asked may ask again. What counts is the life of the request. Who met the trouble does not: the framework tells of
 * some errors, such as those of forms that are sent without scripts, outside of the request that met them. It is looked at as
 * the head is written, when the framework has long told of the error; so what was rendered stays, and a 500 of any other
 * cause does too.
 * @see https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
 */
export function answerUnavailableWhileAway(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("response" in message)) return;
    const { response } = message;
    if (!(response instanceof ServerResponse)) return;
    const begunAt = Date.now();
    let status = response.statusCode;
    Object.defineProperty(response, "statusCode", {
      configurable: true,
      enumerable: true,
      get: () => (status === 500 && hadTroubleSince(begunAt) ? 503 : status),
      set: (value: number) => {
        status = value;
      },
    });
  });
}
