import type { IncomingMessage } from "node:http";
import { invalidParameter } from "./errors.ts";
import { decodeForm, type FormTree } from "./form.ts";
import { decodeMultipart } from "./multipart.ts";
import { readBody, readBytes } from "./read-body.ts";

/** A little more than the largest file that any purpose allows, so that its own limit is what answers. */
const UPLOAD_BYTES_MAX = 66 * 1_048_576;

const isType = (request: IncomingMessage, type: string): boolean =>
  request.headers["content-type"]?.toLowerCase().startsWith(type) === true;

function wrongType(wanted: string): Error {
  return invalidParameter(
    `Invalid request (check that your POST content type is ${wanted}). ` +
      "If you have any questions, we can help at https://support.stripe.com/.",
  );
}

/** What a request asks for, from its query and its body; files are uploaded to one address only. */
export async function readParameters(
  request: IncomingMessage,
  path: string,
  query: string,
): Promise<FormTree> {
  if (request.method !== "POST") return decodeForm(query);
  if (path === "/v1/files") {
    const upload = await readBytes(request, UPLOAD_BYTES_MAX);
    if (!isType(request, "multipart/form-data")) throw wrongType("multipart/form-data");
    return decodeMultipart(upload, request.headers["content-type"] ?? "");
  }
  const body = await readBody(request);
  if (body !== "" && !isType(request, "application/x-www-form-urlencoded"))
    throw wrongType("application/x-www-form-urlencoded");
  return query === "" ? decodeForm(body) : decodeForm(body === "" ? query : `${query}&${body}`);
}
