import { getDocumentProxy } from "unpdf";

/** What a PDF says: read from its bytes, as any reader does. */
export interface ReadPdf {
  readonly text: string;
  readonly pageCount: number;
  readonly title: string | null;
  readonly language: string | null;
  readonly isTagged: boolean;
  /** Roles of its structure, each once. */
  readonly tags: readonly string[];
  /** Where its rightmost text ends, in points from the left edge. */
  readonly rightmost: number;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function rolesOf(node: unknown): string[] {
  const role = textOrNull(fieldOf(node, "role"));
  const children = fieldOf(node, "children");
  return [...(role === null ? [] : [role]), ...(Array.isArray(children) ? children.flatMap(rolesOf) : [])];
}

interface TextItem {
  readonly text: string;
  readonly end: number;
}

function itemOf(item: unknown): TextItem | null {
  const text = textOrNull(fieldOf(item, "str"));
  const width = fieldOf(item, "width");
  const transform: unknown = fieldOf(item, "transform");
  const x: unknown = Array.isArray(transform) ? transform[4] : undefined;
  if (text === null || typeof width !== "number" || typeof x !== "number") return null;
  return { text, end: text.trim() === "" ? 0 : x + width };
}

/** Opens a PDF and reads it in the order in which it is written. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { info } = await pdf.getMetadata();
  const items: TextItem[] = [];
  const tags = new Set<string>();
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const content = await page.getTextContent();
    items.push(...content.items.map(itemOf).filter((item) => item !== null));
    for (const role of rolesOf(await page.getStructTree())) tags.add(role);
  }
  return {
    text: items.map(({ text }) => text).join(" "),
    pageCount: pdf.numPages,
    title: textOrNull(fieldOf(info, "Title")),
    language: textOrNull(fieldOf(info, "Language")),
    isTagged: (await pdf.getMarkInfo())?.Marked === true,
    tags: [...tags],
    rightmost: Math.max(...items.map(({ end }) => end)),
  };
}
