import type { IncomingMessage } from "node:http";
import { ApiError } from "./errors.ts";

const BYTES_MAX = 1_048_576;

/** The whole body as text; refuses more than a megabyte. */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= BYTES_MAX) chunks.push(chunk);
    });
    request.on("end", () => {
      if (bytes <= BYTES_MAX) return resolve(Buffer.concat(chunks).toString("utf8"));
      reject(
        new ApiError(413, { type: "invalid_request_error", message: "The request body is too large." }, true),
      );
    });
    request.on("error", reject);
  });
}
