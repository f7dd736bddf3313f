import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody } from "../protocol/read-body.ts";
import { isRecord } from "../objects.ts";
import { workFor, type Sandbox } from "../sandbox.ts";
import { controlActions } from "./actions.ts";
import type { ControlAction, ControlCall } from "./control-action.ts";
import { BadControlRequest } from "./body-fields.ts";

function reply(response: ServerResponse, status: number, body: unknown): void {
  const text = JSON.stringify(body, null, 2);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}

function parseBody(body: string): Record<string, unknown> | null {
  if (body.trim() === "") return {};
  try {
    const parsed: unknown = JSON.parse(body);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** A page of another site must not be able to reset the sandbox of whoever visits it. */
function isForeign(sandbox: Sandbox, request: IncomingMessage): boolean {
  const { origin } = request.headers;
  return (
    origin !== undefined &&
    origin !== sandbox.origin &&
    origin !== sandbox.origin.replace("127.0.0.1", "localhost")
  );
}

function findAction(method: string, path: string): { action: ControlAction; id: string } | null {
  const segments = path.split("/").slice(2);
  for (const action of controlActions) {
    const pattern = action.path.split("/").slice(2);
    if (action.method !== method || pattern.length !== segments.length) continue;
    const fits = pattern.every((segment, index) => segment === ":id" || segment === segments[index]);
    if (fits) return { action, id: segments[pattern.indexOf(":id")] ?? "" };
  }
  return null;
}

/** What a request cannot mean is an `error` of its answer. */
async function perform(
  sandbox: Sandbox,
  action: ControlAction,
  call: ControlCall,
): Promise<Record<string, unknown>> {
  try {
    return await action.run(sandbox, call);
  } catch (error) {
    if (error instanceof BadControlRequest) return { error: error.message };
    throw error;
  }
}

/** The JSON API under /_sandbox/ with which tests steer the sandbox. README.md lists it. */
export async function handleControlRequest(
  sandbox: Sandbox,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (isForeign(sandbox, request))
    return reply(response, 403, { error: "The control API is not for other sites' pages." });
  const [path = "/", query = ""] = (request.url ?? "/").split("?", 2);
  const found = findAction(request.method ?? "GET", path);
  if (found === null) return reply(response, 404, { error: `There is no ${request.method} ${path}.` });
  const body = parseBody(await readBody(request));
  if (body === null) return reply(response, 400, { error: "The body must be a JSON object." });
  workFor(sandbox);
  const call = { id: found.id, body, query: new URLSearchParams(query) };
  const result = await perform(sandbox, found.action, call);
  reply(response, "error" in result ? 400 : 200, result);
}
