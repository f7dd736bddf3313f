import { newId, newSecret } from "../ids.ts";
import type { FileLink, ListObject, Metadata, StoredFile } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { purposeOf, type FilePurpose } from "./file-purposes.ts";
import { fileType } from "./file-type.ts";

type Upload = { readonly filename: string; readonly content: Buffer; readonly purpose: FilePurpose };

function checkUpload({ filename, content, purpose }: Upload): string {
  const rules = purposeOf(purpose);
  const type = fileType(content, filename);
  if (content.length === 0) throw invalidRequest("The file is empty.", { param: "file" });
  if (type === null || rules?.types.includes(type) !== true) {
    const types = rules?.types.join(", ") ?? "";
    throw invalidRequest(
      `Invalid file: for the purpose ${purpose} it must be one of the following types: ${types}.`,
      { param: "file" },
    );
  }
  if (content.length > rules.bytesMax) {
    throw invalidRequest(
      `The file has ${content.length} bytes, which exceeds the ${rules.bytesMax} bytes allowed for the purpose ${purpose}.`,
      { param: "file" },
    );
  }
  return type;
}

function expiryOf(purpose: string): number | null {
  const after = purposeOf(purpose)?.expiresAfter;
  if (after === undefined) return null;
  const day = new Date(nowS() * 1_000);
  day.setUTCMonth(day.getUTCMonth() + (after.months ?? 0), day.getUTCDate() + (after.days ?? 0));
  return Math.floor(day.getTime() / 1_000);
}

/** Keeps an upload. No event: those are for files that Stripe makes itself. https://docs.stripe.com/api/files/create */
export function createFile(sandbox: Sandbox, upload: Upload): StoredFile {
  const type = checkUpload(upload);
  const id = newId("file_");
  sandbox.store.fileContents.set(id, upload.content.toString("base64"));
  const isDownloadable = purposeOf(upload.purpose)?.isDownloadable === true;
  return sandbox.store.files.insert({
    id,
    object: "file",
    created: nowS(),
    expires_at: expiryOf(upload.purpose),
    filename: upload.filename,
    purpose: upload.purpose,
    size: upload.content.length,
    title: null,
    type,
    url: isDownloadable ? `${sandbox.origin}/v1/files/${id}/contents` : null,
  });
}

/** A file as it is answered, with its links. */
export function fileView(sandbox: Sandbox, file: StoredFile): StoredFile & { links: ListObject } {
  const links = [...(sandbox.store.fileLinks.newestFirst() ?? [])].filter((link) => link.file === file.id);
  const data = links.slice(0, 10).map(linkView);
  const url = `/v1/file_links?file=${file.id}`;
  return { ...file, links: { object: "list", data, has_more: links.length > data.length, url } };
}

type NewLink = {
  readonly file: StoredFile;
  readonly expiresAt: number | null;
  readonly metadata: Metadata;
};

function checkExpiry(expiresAt: number | null): void {
  if (expiresAt !== null && expiresAt <= nowS())
    throw invalidRequest("The expiration of a link must be in the future.", { param: "expires_at" });
}

/** An address at which anybody may fetch a file. https://docs.stripe.com/api/file_links/create */
export function createFileLink(sandbox: Sandbox, { file, expiresAt, metadata }: NewLink): FileLink {
  if (purposeOf(file.purpose)?.isLinkable !== true) {
    throw invalidRequest(`Files with the purpose ${file.purpose} cannot be linked to.`, { param: "file" });
  }
  checkExpiry(expiresAt);
  return sandbox.store.fileLinks.insert({
    id: newId("link_"),
    object: "file_link",
    created: nowS(),
    expired: false,
    expires_at: expiresAt,
    file: file.id,
    livemode: false,
    metadata,
    url: `${sandbox.origin}/links/${newSecret("")}`,
  });
}

/** `now` ends a link, `null` lets it last. https://docs.stripe.com/api/file_links/update */
export function setLinkExpiry(link: FileLink, expiresAt: number | "now" | null): void {
  if (linkView(link).expired) throw invalidRequest("This link has expired and cannot be changed.");
  if (expiresAt !== "now") checkExpiry(expiresAt);
  link.expires_at = expiresAt === "now" ? nowS() : expiresAt;
}

export const linkView = (link: FileLink): FileLink => ({
  ...link,
  expired: link.expires_at !== null && link.expires_at <= nowS(),
});
