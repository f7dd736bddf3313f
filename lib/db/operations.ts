import type { OperationEnd } from "@/lib/domain/operations/operation-end";
import { KEY_MEMORY_HOURS } from "@/lib/domain/operations/operation-key";
import { pool } from "./pool";
import { countAt, type Row } from "./row";
import type { Tx } from "./transaction";

/** An act with its name, its input and who began it. */
export interface OperationRow {
  readonly merchantId: string;
  readonly name: string;
  readonly command: string;
  readonly inputHash: string;
  readonly orderId: string | null;
  readonly paymentId: string | null;
  readonly actorKind: string;
  readonly actorId: string | null;
  readonly actorName: string;
  readonly traceId: string;
}

/** Ids only: an answer is kept for good. */
export type OperationAnswer = OperationEnd["answer"];

export const OPERATION_COLUMNS =
  "merchant_id, name, attempt, command, input_hash, order_id, payment_id, actor_kind, actor_id, actor_name, trace_id";

/**
 * How long an asking may be underway: longer than any call of a gateway may take. One that was not answered keeps its lease:
 * we stopped listening, and what we asked may arrive all the same.
 */
export const LEASE = "interval '1 minute'";

export function operationValues(row: OperationRow): unknown[] {
  return [
    row.merchantId,
    row.name,
    row.command,
    row.inputHash,
    row.orderId,
    row.paymentId,
    row.actorKind,
    row.actorId,
    row.actorName,
    row.traceId,
  ];
}

/**
 * Begins an act that is done within the caller's transaction. Null: it is the caller's to do. Else it was done before, and here
 * is what was asked and answered then. Waits for whoever does the same at this moment.
 */
export async function claimOperation(
  tx: Tx,
  row: OperationRow,
): Promise<{ inputHash: string; answer: OperationAnswer } | null> {
  const claimed = await tx.query(
    `INSERT INTO operation (${OPERATION_COLUMNS}, state, recovery_point)
       VALUES ($1,$2,1,$3,$4,$5,$6,$7,$8,$9,$10,'begun','begun')
     ON CONFLICT (merchant_id, name, attempt) DO UPDATE SET input_hash = excluded.input_hash, state = 'begun',
       actor_kind = excluded.actor_kind, actor_id = excluded.actor_id, actor_name = excluded.actor_name,
       trace_id = excluded.trace_id, recovery_point = 'begun', reason = NULL, begun_at = now(), finished_at = NULL
       WHERE operation.state = 'refused'
     RETURNING 1`,
    operationValues(row),
    "operation-claim",
  );
  if (claimed.length > 0) return null;
  const [earlier] = await tx.query<{ input_hash: string; answer: OperationAnswer }>(
    "SELECT input_hash, answer FROM operation WHERE merchant_id = $1 AND name = $2 AND attempt = 1",
    [row.merchantId, row.name],
    "operation-find",
  );
  return earlier ? { inputHash: earlier.input_hash, answer: earlier.answer } : null;
}

/** How an act ended. One that was refused had no effect. */
export interface EndedOperation extends OperationEnd {
  readonly merchantId: string;
  readonly name: string;
  readonly attempt: number;
  readonly orderId?: string | null;
}

const FINISH = `UPDATE operation SET state = $4::operation_state, answer = $5::jsonb, reason = $6,
    order_id = coalesce(order_id, $7::uuid),
    recovery_point = CASE WHEN $4 IN ('done', 'refused') THEN 'answered' ELSE recovery_point END,
    lease_until = CASE WHEN $4 NOT IN ('done', 'refused') THEN lease_until END,
    finished_at = CASE WHEN $4 IN ('done', 'refused') THEN now() END
  WHERE merchant_id = $1 AND name = $2 AND attempt = $3 AND state IN ('begun', 'outcome_unknown')`;

function endValues(end: EndedOperation): unknown[] {
  const { merchantId, name, attempt, state, answer, reason, orderId = null } = end;
  return [merchantId, name, attempt, state, JSON.stringify(answer), reason, orderId];
}

export async function finishOperation(tx: Tx, end: EndedOperation): Promise<void> {
  await tx.execute(FINISH, endValues(end), "operation-finish");
}

/** Writes down how an asking of a gateway ended, by itself: nothing else hangs on it. */
export async function endAsking(end: EndedOperation): Promise<void> {
  await pool().query({ name: "operation-finish", text: FINISH, values: endValues(end) });
}

/** An attempt at asking a gateway, and whether one before may have had an effect that its memory no longer shows. */
export interface Asking {
  readonly attempt: number;
  readonly mustLookFirst: boolean;
}

/**
 * Begins an asking of a gateway, committed before it is asked. What is open under the same input is joined, with the same key,
 * as long as the gateway remembers it. What was done once is never attempted again where it makes an object: that object is
 * to be looked for. Anything else is a new attempt.
 */
export async function beginAsking(row: OperationRow, options: { isOnce: boolean }): Promise<Asking> {
  const text = `WITH latest AS (
      SELECT attempt, state, begun_at > now() - interval '${KEY_MEMORY_HOURS} hours' AS is_remembered,
          input_hash = $4 AS is_same
        FROM operation WHERE merchant_id = $1 AND name = $2 ORDER BY attempt DESC LIMIT 1
    ), chosen AS (
      SELECT coalesce((SELECT CASE WHEN is_remembered AND is_same
            AND state IN ('begun', 'outcome_unknown') OR state = 'done' AND $11 THEN attempt ELSE attempt + 1 END
          FROM latest), 1) AS attempt,
        coalesce((SELECT NOT (is_remembered AND is_same) AND state IN ('begun', 'outcome_unknown') OR state = 'done' AND $11
            FROM latest), false) AS must_look
    ), asked AS (
      INSERT INTO operation (${OPERATION_COLUMNS}, state, recovery_point, ask_count, lease_until)
        SELECT $1, $2, attempt, $3, $4, $5, $6, $7, $8, $9, $10, 'begun', 'asked', 1, now() + ${LEASE} FROM chosen
      ON CONFLICT (merchant_id, name, attempt) DO UPDATE SET ask_count = operation.ask_count + 1,
        recovery_point = CASE WHEN operation.state <> 'done' THEN 'asked' ELSE operation.recovery_point END,
        lease_until = CASE WHEN operation.state <> 'done' THEN excluded.lease_until END
      RETURNING attempt
    ) SELECT asked.attempt, chosen.must_look FROM asked, chosen`;
  const values = [...operationValues(row), options.isOnce];
  const { rows } = await pool().query<Row>({ name: "asking-begin", text, values });
  const [asked] = rows;
  if (asked === undefined) throw new Error("An asking was not begun.");
  return { attempt: countAt(asked, "attempt"), mustLookFirst: asked["must_look"] === true };
}
