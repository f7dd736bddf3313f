import fs from "node:fs";
import { z } from "zod";

const day = z.iso.date();

/** What only people know about a deployment: who asked for it, who looked, what was tried. Kept by the operator, not in the code. */
export const preflightRecord = z.object({
  /** The change's number or address where it was approved. */
  ticket: z.string().trim().min(3),
  pciChecklist: z.object({
    reviewedBy: z.string().trim().min(2),
    reviewedOn: day,
    openItems: z.array(z.string()),
  }),
  testMode: z.object({ testedOn: day, evidence: z.string().trim().min(3) }),
  rollback: z.object({ testedOn: day, evidence: z.string().trim().min(3) }),
  target: z.object({ environment: z.string(), url: z.url() }),
  /** The endpoint's address at the last approval, and the head of the hash of its signing secret then. */
  webhook: z.object({ url: z.url(), secretFingerprint: z.string() }).nullable(),
});

export type PreflightRecord = z.infer<typeof preflightRecord>;

/** Each part that is there and well-formed; a part that is not is an open item, not a failure of the others. */
export type PartialRecord = { readonly [Part in keyof PreflightRecord]?: PreflightRecord[Part] };

/** Reads the record part by part. A file that is not there, or is no JSON, has none. */
export function readRecord(file: string): PartialRecord {
  const text = fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "{}";
  const given = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  const parts = Object.entries(preflightRecord.shape).flatMap(([name, part]) => {
    const parsed = part.safeParse(given[name]);
    return parsed.success ? [[name, parsed.data] as const] : [];
  });
  return preflightRecord.partial().parse(Object.fromEntries(parts));
}
