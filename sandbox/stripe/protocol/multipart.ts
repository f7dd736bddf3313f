import { invalidParameter } from "./errors.ts";
import { putField, type FormTree } from "./form.ts";

const BLANK_LINE = "\r\n\r\n";

function boundaryOf(contentType: string): string {
  const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const found = boundary?.[1] ?? boundary?.[2];
  if (found === undefined) throw invalidParameter("Invalid multipart body: it names no boundary.");
  return found;
}

/** What stands between the boundaries. */
function partsOf(body: Buffer, boundary: string): readonly Buffer[] {
  const delimiter = Buffer.from(`--${boundary}`);
  const parts: Buffer[] = [];
  for (let start = body.indexOf(delimiter); start !== -1;) {
    const from = start + delimiter.length + 2;
    const next = body.indexOf(delimiter, from);
    if (next === -1) break;
    parts.push(body.subarray(from, next - 2));
    start = next;
  }
  return parts;
}

function headerOf(headers: string, name: string): string {
  return new RegExp(`^${name}:\\s*(.*)$`, "im").exec(headers)?.[1]?.trim() ?? "";
}

function fieldOf(disposition: string, name: string): string | undefined {
  return new RegExp(`(?:^|;)\\s*${name}="([^"]*)"`, "i").exec(disposition)?.[1];
}

/**
 * Decodes a multipart form; a file becomes `{ filename, type, data }` with its content in base64.
 * https://docs.stripe.com/file-upload
 */
export function decodeMultipart(body: Buffer, contentType: string): FormTree {
  const tree: FormTree = {};
  for (const part of partsOf(body, boundaryOf(contentType))) {
    const end = part.indexOf(BLANK_LINE);
    if (end === -1) throw invalidParameter("Invalid multipart body: a part has no end of headers.");
    const headers = part.subarray(0, end).toString("utf8");
    const content = part.subarray(end + BLANK_LINE.length);
    const disposition = headerOf(headers, "content-disposition");
    const name = fieldOf(disposition, "name");
    if (name === undefined) throw invalidParameter("Invalid multipart body: a part has no name.");
    const filename = fieldOf(disposition, "filename");
    if (filename === undefined) putField(tree, name, content.toString("utf8"));
    else tree[name] = { filename, type: headerOf(headers, "content-type"), data: content.toString("base64") };
  }
  return tree;
}
