import { createFileLink, linkView, setLinkExpiry } from "../engine/files.ts";
import { mergeMetadata } from "../engine/shared-params.ts";
import type { FileLink } from "../objects.ts";
import { invalidParameter, noSuch } from "../protocol/errors.ts";
import { inRange, listPage, pageParams, timeRange } from "../protocol/pagination.ts";
import { boolean, clearable, integer, metadata, required, text, type Field } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";
import { findFile } from "./find.ts";

function findLink(sandbox: Sandbox, id: string): FileLink {
  const found = sandbox.store.fileLinks.find(id);
  if (found === undefined) throw noSuch("file link", id, "id");
  return found;
}

const expiry: Field<number | "now", false> = {
  required: false,
  read(node, name) {
    if (node === "now") return node;
    if (typeof node !== "string") throw invalidParameter("Invalid timestamp", { param: name });
    return integer().read(node, name);
  },
};

const create = route({
  method: "POST",
  path: "/v1/file_links",
  params: { expires_at: integer(), file: required(text()), metadata: metadata() },
  handle({ sandbox, params }) {
    const file = findFile(sandbox, params.file, "file", 400);
    const expiresAt = params.expires_at ?? null;
    return createFileLink(sandbox, { file, expiresAt, metadata: mergeMetadata({}, params.metadata) });
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/file_links/:id",
  params: {},
  handle: ({ sandbox, id }) => linkView(findLink(sandbox, id)),
});

const update = route({
  method: "POST",
  path: "/v1/file_links/:id",
  params: { expires_at: clearable(expiry), metadata: metadata() },
  handle({ sandbox, params, id }) {
    const link = findLink(sandbox, id);
    if (params.expires_at !== undefined) setLinkExpiry(link, params.expires_at);
    link.metadata = mergeMetadata(link.metadata, params.metadata);
    return linkView(link);
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/file_links",
  params: { ...pageParams, created: timeRange(), expired: boolean(), file: text() },
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.fileLinks,
      url: "/v1/file_links",
      kind: "file link",
      keep: (row) =>
        inRange(row.created, params.created) &&
        (params.expired === undefined || linkView(row).expired === params.expired) &&
        (params.file === undefined || row.file === params.file),
      view: linkView,
    }),
});

/** https://docs.stripe.com/api/file_links */
export const fileLinkRoutes = [create, retrieve, update, listAll];
