import type { IncomingMessage, ServerResponse } from "node:http";
import { linkView } from "../engine/files.ts";
import { mediaTypeOf } from "../engine/file-type.ts";
import type { StoredFile } from "../objects.ts";
import { nowS, workFor, type Sandbox } from "../sandbox.ts";
import { authenticate } from "./auth.ts";
import { ApiError } from "./errors.ts";

const CONTENTS = /^\/v1\/files\/([^/]+)\/contents$/;
const LINK = /^\/links\/([^/]+)$/;

const pathOf = (url: string): string => url.split("?", 1)[0] ?? "";

/** Where the content of files is fetched, which at Stripe are addresses of files.stripe.com. */
export const isFileAddress = (url: string): boolean => CONTENTS.test(pathOf(url)) || LINK.test(pathOf(url));

/** The file at the end of a link that has not expired. */
function linked(sandbox: Sandbox, path: string): StoredFile | undefined {
  const token = LINK.exec(path)?.[1];
  for (const link of sandbox.store.fileLinks.newestFirst() ?? []) {
    if (link.url?.endsWith(`/${token}`) !== true) continue;
    return linkView(link).expired ? undefined : sandbox.store.files.peek(link.file);
  }
  return undefined;
}

function find(sandbox: Sandbox, request: IncomingMessage): StoredFile | undefined {
  const path = pathOf(request.url ?? "");
  const id = CONTENTS.exec(path)?.[1];
  if (id === undefined) return linked(sandbox, path);
  if (
    authenticate(request.headers, sandbox.apiKeys, {
      method: "GET",
      path: "/v1/files",
      publishableKey: sandbox.config.publishableKey,
    }) !== "secret"
  )
    throw new ApiError(401, { type: "invalid_request_error", message: "This needs the secret key." });
  const file = sandbox.store.files.peek(id);
  return file?.url == null ? undefined : file;
}

function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: { type: "invalid_request_error", message } }, null, 2));
}

/** Answers a file's content: to the secret key at the file's own address, to anybody at a link's. https://docs.stripe.com/file-upload#download-file-contents */
export async function serveFile(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  workFor(sandbox);
  try {
    const file = find(sandbox, request);
    const content = file === undefined ? undefined : sandbox.store.fileContents.peek(file.id);
    if (file === undefined || content === undefined || (file.expires_at ?? Infinity) <= nowS())
      return refuse(response, 404, "This file is not there.");
    response.writeHead(200, {
      "content-type": mediaTypeOf(file.type),
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.filename ?? file.id)}`,
      "x-content-type-options": "nosniff",
    });
    response.end(Buffer.from(content, "base64"));
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    refuse(response, error.status, error.message);
  }
}
