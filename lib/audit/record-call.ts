import { setTimeout as delay } from "node:timers/promises";
import { appendAuditEvents, type AuditRow } from "@/lib/db/audit";
import { beforePoolCloses } from "@/lib/db/pool";
import { log } from "@/lib/platform/log";
import { microBatch } from "@/lib/platform/micro-batch";
import { type AuditFacts, auditRow, type Occasion } from "./record-audit-event";

const ROWS_PER_INSERT = 200;
const TRIES_MAX = 60;
const WAIT_MS = 1_000;

const append = microBatch<AuditRow, true>({
  sizeMax: ROWS_PER_INSERT,
  batchesAtOnce: 1,
  run: async (rows) => {
    await appendAuditEvents(rows);
    return rows.map(() => true);
  },
});

const pending = new Set<Promise<void>>();
let isClosing = false;

/** While the database is away a record waits for it, a minute at most; then the log has it. */
async function write(row: AuditRow): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await append(row);
      return;
    } catch (error) {
      if (tries === TRIES_MAX || isClosing) {
        log.error(
          { err: error, traceId: row.trace_id, command: row.command },
          "a record could not be written",
        );
        return;
      }
      await delay(WAIT_MS, undefined, { ref: false });
    }
  }
}

/** Waits until every record that was begun is written. */
export async function callsRecorded(): Promise<void> {
  while (pending.size > 0) await Promise.all(pending);
}

beforePoolCloses(async () => {
  isClosing = true;
  await callsRecorded();
  isClosing = false;
});

/**
 * Records a call of a gateway and its answer. It goes to the database at once, together with all others of the moment, and
 * whoever asked does not wait for it: what the answer changes is recorded with the change.
 */
export function recordCall(occasion: Occasion, facts: AuditFacts): void {
  const written = write(auditRow(occasion, facts)).finally(() => pending.delete(written));
  pending.add(written);
}
