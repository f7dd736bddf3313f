import { pool } from "./pool";
import { instantOrNullAt, type Row, textOrNullAt } from "./row";
import type { Tx } from "./transaction";

/** How far business time is ahead of the machine's, and who moved it last. One row for the whole installation. */
export interface StoredClock {
  readonly offsetMs: number;
  readonly movedAt: Date | null;
  readonly movedBy: string | null;
}

const AT_REST: StoredClock = { offsetMs: 0, movedAt: null, movedBy: null };
const COLUMNS = "offset_ms, moved_at, moved_by";

function storedClock(row: Row): StoredClock {
  return {
    offsetMs: Number(row["offset_ms"]),
    movedAt: instantOrNullAt(row, "moved_at"),
    movedBy: textOrNullAt(row, "moved_by"),
  };
}

export async function findClock(): Promise<StoredClock> {
  const { rows } = await pool().query<Row>({
    name: "clock-find",
    text: `SELECT ${COLUMNS} FROM business_clock`,
  });
  const [row] = rows;
  return row === undefined ? AT_REST : storedClock(row);
}

/** The clock, locked: moves are made one after another. */
export async function lockClock(tx: Tx): Promise<StoredClock> {
  await tx.execute("INSERT INTO business_clock (is_only) VALUES (true) ON CONFLICT DO NOTHING");
  const [row] = await tx.query<Row>(`SELECT ${COLUMNS} FROM business_clock FOR UPDATE`);
  return row === undefined ? AT_REST : storedClock(row);
}

export async function updateClock(
  tx: Tx,
  clock: { readonly offsetMs: number; readonly movedBy: string },
): Promise<void> {
  await tx.execute("UPDATE business_clock SET offset_ms = $1, moved_at = now(), moved_by = $2", [
    clock.offsetMs,
    clock.movedBy,
  ]);
}
