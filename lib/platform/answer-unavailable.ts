import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { hadTrouble } from "./database-gauge";

/** A page that broke for want of the database has been told so within this time. */
const JUST_NOW_MS = 1_000;

/**
 * Has each answer that would be a 500 while the database is away say 503: whoever asked may ask again. It is looked at as the
 * head is written, when the framework has long told of the error; so what was rendered stays, and a 500 of any other hour does too.
 * @see https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
 */
export function answerUnavailableWhileAway(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("response" in message)) return;
    const { response } = message;
    if (!(response instanceof ServerResponse)) return;
    let status = response.statusCode;
    Object.defineProperty(response, "statusCode", {
      configurable: true,
      enumerable: true,
      get: () => (status === 500 && hadTrouble(JUST_NOW_MS) ? 503 : status),
      set: (value: number) => {
        status = value;
      },
    });
  });
}
