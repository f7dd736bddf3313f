import { describe, expect, test } from "vitest";
import { evidenceType } from "./evidence-type";

const bytes = (text: string) => Uint8Array.from(Buffer.from(text, "latin1"));

describe("evidenceType", () => {
  test.each([
    { content: "%PDF-1.7 …", type: "application/pdf" },
    { content: "\u0089PNG\r\n\u001a\n…", type: "image/png" },
    { content: "\u00ff\u00d8\u00ff\u00e0", type: "image/jpeg" },
    { content: "<html><script>", type: null },
    { content: "PK\u0003\u0004", type: null },
    { content: "%PDF", type: null },
    { content: "", type: null },
  ])("goes by the first bytes: $type", ({ content, type }) => {
    expect(evidenceType(bytes(content))).toBe(type);
  });
});
