import type { IncomingMessage } from "node:http";
import { ApiError } from "./errors.ts";

/** The whole body; refuses more than so many bytes. */
export function readBytes(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bytesMax) chunks.push(chunk);
    });
    request.on("end", () => {
      if (bytes <= bytesMax) return resolve(Buffer.concat(chunks));
      reject(
        new ApiError(413, { type: "invalid_request_error", message: "The request body is too large." }, true),
      );
    });
    request.on("error", reject);
  });
}

/** The most that a request may carry which uploads nothing. */
const BODY_BYTES_MAX = 1_048_576;

/** The whole body as text; refuses more than a megabyte. */
export const readBody = async (request: IncomingMessage): Promise<string> =>
  (await readBytes(request, BODY_BYTES_MAX)).toString("utf8");
