import type { Tx } from "./transaction";

/**
 * Counts one more in each bucket's window and answers the counts with it, in the order asked. Counting comes before looking,
 * so that attempts sent at once cannot all find the count of before. Buckets are locked in one order.
 */
export async function countInBuckets(
  tx: Tx,
  buckets: readonly string[],
  windowStart: Date,
): Promise<number[]> {
  const rows = await tx.query<{ bucket: string; attempt_count: number }>(
    `INSERT INTO attempt_counter (bucket, window_start, attempt_count)
       SELECT bucket, $2, 1 FROM unnest($1::text[]) AS asked(bucket) ORDER BY bucket
       ON CONFLICT (bucket, window_start) DO UPDATE SET attempt_count = attempt_counter.attempt_count + 1
       RETURNING bucket, attempt_count`,
    [buckets, windowStart],
  );
  const counts = new Map(rows.map((row) => [row.bucket, row.attempt_count]));
  return buckets.map((bucket) => counts.get(bucket) ?? 0);
}

/** Takes back one count from each bucket: the attempt was none to be held against anybody. */
export async function uncountInBuckets(tx: Tx, buckets: readonly string[], windowStart: Date): Promise<void> {
  await tx.execute(
    `UPDATE attempt_counter SET attempt_count = greatest(attempt_count - 1, 0)
       WHERE (bucket, window_start) IN (
         SELECT bucket, window_start FROM attempt_counter WHERE bucket = ANY ($1) AND window_start = $2
         ORDER BY bucket FOR UPDATE)`,
    [buckets, windowStart],
  );
}

/** Forgets a bucket, because its owner has proved who they are. */
export async function clearBucket(tx: Tx, bucket: string): Promise<void> {
  await tx.execute("DELETE FROM attempt_counter WHERE bucket = $1", [bucket]);
}

/** Drops the counters of windows that began before an instant; answers how many. */
export async function deleteCountersBefore(tx: Tx, before: Date): Promise<number> {
  return tx.execute("DELETE FROM attempt_counter WHERE window_start < $1", [before]);
}
