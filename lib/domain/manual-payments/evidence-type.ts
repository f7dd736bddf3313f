/** What may show that money came: as large as a form may be, in three types that browsers draw and run nothing of. */
export const EVIDENCE_BYTES_MAX = 786_432;

export type EvidenceType = "application/pdf" | "image/png" | "image/jpeg";

const HEADS: readonly { readonly type: EvidenceType; readonly bytes: readonly number[] }[] = [
  { type: "application/pdf", bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: "image/png", bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/jpeg", bytes: [0xff, 0xd8, 0xff] },
];

/** What a file is by its first bytes, whatever it is called; null for anything else. */
export function evidenceType(content: Uint8Array): EvidenceType | null {
  return HEADS.find(({ bytes }) => bytes.every((byte, index) => content[index] === byte))?.type ?? null;
}
