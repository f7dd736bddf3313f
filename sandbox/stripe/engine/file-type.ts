const SIGNATURES: readonly (readonly [type: string, bytes: readonly number[]])[] = [
  ["pdf", [0x25, 0x50, 0x44, 0x46]],
  ["png", [0x89, 0x50, 0x4e, 0x47]],
  ["jpg", [0xff, 0xd8, 0xff]],
  ["gif", [0x47, 0x49, 0x46, 0x38]],
];

const ZIP = [0x50, 0x4b];
const TEXTS: readonly string[] = ["csv", "json", "md", "svg", "txt"];
const ARCHIVES: readonly string[] = ["docx", "xlsx"];

const startsWith = (content: Buffer, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte);

/** What a file is by its first bytes, and for texts by its name; `null` for what is none of these. */
export function fileType(content: Buffer, filename: string): string | null {
  const found = SIGNATURES.find(([, bytes]) => startsWith(content, bytes));
  if (found !== undefined) return found[0];
  const extension = filename.slice(filename.lastIndexOf(".") + 1).toLowerCase();
  if (startsWith(content, ZIP)) return ARCHIVES.includes(extension) ? extension : null;
  return TEXTS.includes(extension) && !content.includes(0) ? extension : null;
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  gif: "image/gif",
  jpg: "image/jpeg",
  json: "application/json",
  md: "text/markdown",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  txt: "text/plain",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
};

export const mediaTypeOf = (type: string | null): string =>
  MEDIA_TYPES[type ?? ""] ?? "application/octet-stream";
