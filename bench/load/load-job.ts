import { z } from "zod";

/** What one process that makes load is told. */
export const loadJob = z.object({
  connectionString: z.string(),
  scenario: z.string(),
  clientCount: z.number().int(),
  durationMs: z.number().int(),
  merchantId: z.string(),
  /** Debited by every entry. */
  sharedAccountId: z.string(),
  /** Credited by an entry each, at random. */
  accountIds: z.array(z.string()),
});

export type LoadJob = z.infer<typeof loadJob>;

/** What it found. */
export const loadResult = z.object({
  /** Entries (or events) that were acknowledged. */
  unitCount: z.number(),
  elapsedMs: z.number(),
  latenciesMs: z.array(z.number()),
});

export type LoadResult = z.infer<typeof loadResult>;
