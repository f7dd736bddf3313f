import { FILE_PURPOSES, type FilePurpose } from "../engine/file-purposes.ts";
import { createFile, createFileLink, fileView } from "../engine/files.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import { requireSecretKey } from "../protocol/auth.ts";
import { invalidParameter } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { boolean, integer, metadata, object, required, text, type Field } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { findFile } from "./find.ts";

/** A part of a multipart form that names a file. */
const upload: Field<{ filename: string; content: Buffer }, true> = {
  required: true,
  read(node, name) {
    if (typeof node === "string" || typeof node["data"] !== "string" || typeof node["filename"] !== "string")
      throw invalidParameter("Invalid file: must be a file", { param: name });
    return { filename: node["filename"], content: Buffer.from(node["data"], "base64") };
  },
};

const isPurpose = (value: string): value is FilePurpose => Object.hasOwn(FILE_PURPOSES, value);

const purpose: Field<FilePurpose, true> = {
  required: true,
  read(node, name) {
    if (typeof node === "string" && isPurpose(node)) return node;
    const known = Object.keys(FILE_PURPOSES).join(", ");
    throw invalidParameter(`Invalid ${name}: must be one of ${known}`, { param: name });
  },
};

const create = route({
  method: "POST",
  path: "/v1/files",
  keys: "any",
  params: {
    file: upload,
    file_link_data: object({
      create: required(boolean()),
      expires_at: integer(),
      metadata: metadata(),
    }),
    purpose,
  },
  handle({ sandbox, params, context }) {
    const link = params.file_link_data;
    if (link !== undefined) requireSecretKey(context.keyKind);
    const file = createFile(sandbox, { ...params.file, purpose: params.purpose });
    if (link?.create === true) {
      createFileLink(sandbox, {
        file,
        expiresAt: link.expires_at ?? null,
        metadata: mergeMetadata({}, link.metadata),
      });
    }
    return fileView(sandbox, file);
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/files/:id",
  params: {},
  handle: ({ sandbox, id }) => fileView(sandbox, findFile(sandbox, id)),
});

const listAll = route({
  method: "GET",
  path: "/v1/files",
  params: { ...pageParams, created: timeRange(), purpose: text() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.files,
      url: "/v1/files",
      kind: "file upload",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.purpose === undefined || row.purpose === params.purpose),
      view: (row) => fileView(sandbox, row),
    }),
});

/** https://docs.stripe.com/api/files */
export const fileRoutes = [create, retrieve, listAll];
