import { subscribe } from "node:diagnostics_channel";
import { ServerResponse } from "node:http";
import { hadTrouble, type RequestTrouble, requestTrouble } from "./database-gauge";

/** Where the framework tells of an error outside of the request that met it, it has done so within this time. */
const JUST_NOW_MS = 1_000;

/**
 * Has each answer that would be a 500 because the database was away say 503: whoever asked may ask again. It is looked at as
 * the head is written, when the framework has long told of the error; so what was rendered stays, and a 500 of any other
 * cause does too.
 * @see https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http
 */
export function answerUnavailableWhileAway(): void {
  subscribe("http.server.request.start", (message) => {
    if (typeof message !== "object" || message === null || !("response" in message)) return;
    const { response } = message;
    if (!(response instanceof ServerResponse)) return;
    const trouble: RequestTrouble = { metTrouble: false };
    // The request is handled by whoever listens next, in this same turn: all that follows from it is noted here.
    requestTrouble().enterWith(trouble);
    let status = response.statusCode;
    Object.defineProperty(response, "statusCode", {
      configurable: true,
      enumerable: true,
      get: () => (status === 500 && (trouble.metTrouble || hadTrouble(JUST_NOW_MS)) ? 503 : status),
      set: (value: number) => {
        status = value;
      },
    });
  });
}
