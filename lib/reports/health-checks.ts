import { countAt, instantOrNullAt, type Row, type SqlReader, textAt } from "@/lib/db/row";
import { recentLedgerOffender } from "./recent-ledger-check";

export type HealthStatus = "ok" | "degraded" | "down";

/** One thing that was looked at. Nothing in it is a secret: the health page is public. */
export interface HealthCheck {
  readonly name: string;
  readonly status: HealthStatus;
  /** One sentence for a person. */
  readonly detail: string;
  /** The figures behind the sentence, for machines. */
  readonly figures: Readonly<Record<string, number | string | null>>;
}

/** The worker beats every few seconds; after this long it is taken for gone. */
const HEARTBEAT_AGE_MAX_SECONDS = 60;
/** What waits longer than this is stuck rather than queued. */
const WAITING_AGE_MAX_SECONDS = 300;

function check(
  name: string,
  isOk: boolean,
  detail: string,
  figures: HealthCheck["figures"] = {},
  otherwise: HealthStatus = "degraded",
): HealthCheck {
  return { name, status: isOk ? "ok" : otherwise, detail, figures };
}

function secondsAt(row: Row | undefined, column: string): number | null {
  return row === undefined || row[column] === null ? null : countAt(row, column);
}

/** "40 seconds", "3 minutes", "2 days". */
export function durationWords(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ] as const;
  const found = units.find(([, size]) => seconds >= size);
  const [unit, size] = found ?? (["second", 1] as const);
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

export async function checkMigrations(reader: SqlReader, expected: readonly string[]): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
  );
  const applied = new Set(rows.map((row) => textAt(row, "migration_name")));
  const pending = expected.filter((name) => !applied.has(name));
  const detail =
    pending.length === 0
      ? `${applied.size} migrations are applied.`
      : `${pending.length} migrations are not applied; the first is ${pending[0]}. Run npm run db:migrate.`;
  return check(
    "migrations",
    pending.length === 0,
    detail,
    { applied: applied.size, pending: pending.length },
    "down",
  );
}

export async function checkWorker(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT floor(extract(epoch FROM now() - beat_at))::int AS age_seconds FROM heartbeat WHERE process = 'worker'`,
  );
  const age = secondsAt(rows[0], "age_seconds");
  const isOk = age !== null && age <= HEARTBEAT_AGE_MAX_SECONDS;
  const seen =
    age === null
      ? "The worker was never seen."
      : `The worker was last seen ${durationWords(Math.max(age, 0))} ago.`;
  return check("worker", isOk, isOk ? seen : `${seen} Nothing is applied or mailed while it is away.`, {
    ageSeconds: age,
  });
}

/** The books are proven each night; a proof this old means that the nights are not worked. */
const PROOF_AGE_MAX_SECONDS = 2 * 86_400;

export async function checkProof(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT floor(extract(epoch FROM now() - beat_at))::int AS age_seconds, details ->> 'offender' AS offender
       FROM heartbeat WHERE process = 'ledger-proof'`,
  );
  const [row] = rows;
  const age = secondsAt(row, "age_seconds");
  if (row === undefined || age === null)
    return check("ledger_proof", true, "The books will be proven tonight.", { ageSeconds: null });
  if (row["offender"] !== null)
    return check(
      "ledger_proof",
      false,
      "The last proof of the books found an offender. Run npm run ledger:verify.",
      { ageSeconds: age },
    );
  return check(
    "ledger_proof",
    age <= PROOF_AGE_MAX_SECONDS,
    `The books were proven ${durationWords(age)} ago.`,
    {
      ageSeconds: age,
    },
  );
}

const INBOX = `SELECT count(*) FILTER (WHERE state IN ('received', 'failed')) AS depth,
    count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE state = 'dead') AS dead,
    floor(extract(epoch FROM now() - min(received_at) FILTER (WHERE state IN ('received', 'failed'))))::int AS oldest_seconds
  FROM webhook_event WHERE state IN ('received', 'failed', 'dead')`;

export async function checkInbox(reader: SqlReader): Promise<HealthCheck> {
  const [row] = (await reader.query(INBOX)).rows;
  const depth = secondsAt(row, "depth") ?? 0;
  const failed = secondsAt(row, "failed") ?? 0;
  const dead = secondsAt(row, "dead") ?? 0;
  const oldest = secondsAt(row, "oldest_seconds");
  const isOk = dead === 0 && failed === 0 && (oldest ?? 0) <= WAITING_AGE_MAX_SECONDS;
  const waiting =
    depth === 0 ? "No event waits." : `${depth} events wait, the oldest for ${durationWords(oldest ?? 0)}.`;
  const broken = failed + dead === 0 ? "" : ` ${failed} failed and will be tried again; ${dead} are dead.`;
  return check("webhook_inbox", isOk, waiting + broken, { depth, failed, dead, oldestSeconds: oldest });
}

export async function checkOutbox(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT count(*) AS depth, floor(extract(epoch FROM now() - min(created_at)))::int AS oldest_seconds
     FROM outbox_job WHERE relayed_at IS NULL`,
  );
  const depth = secondsAt(rows[0], "depth") ?? 0;
  const oldest = secondsAt(rows[0], "oldest_seconds");
  const detail =
    depth === 0 ? "No job waits." : `${depth} jobs wait, the oldest for ${durationWords(oldest ?? 0)}.`;
  return check("outbox", (oldest ?? 0) <= WAITING_AGE_MAX_SECONDS, detail, { depth, oldestSeconds: oldest });
}

/** Silence is not a fault: a quiet shop receives nothing. */
export async function checkLastWebhook(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query("SELECT received_at FROM webhook_event ORDER BY id DESC LIMIT 1");
  const last = rows[0] ? instantOrNullAt(rows[0], "received_at") : null;
  const at = last?.toISOString() ?? null;
  return check("last_webhook", true, at === null ? "No webhook was received yet." : `Received at ${at}.`, {
    at,
  });
}

export async function checkMails(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query("SELECT count(*) AS failed FROM mail WHERE state = 'failed'");
  const failed = secondsAt(rows[0], "failed") ?? 0;
  return check(
    "mail",
    failed === 0,
    failed === 0 ? "No mail failed." : `${failed} mails could not be delivered.`,
    { failed },
  );
}

/** Scripts that browsers refused to run. Anybody can send such reports, so they never make us look unwell. */
export async function checkBlockedScripts(reader: SqlReader): Promise<HealthCheck> {
  const { rows } = await reader.query(
    `SELECT coalesce(sum(report_count), 0)::bigint AS blocked FROM csp_violation
       WHERE last_at > now() - interval '24 hours' AND directive LIKE 'script-src%'`,
  );
  const blocked = secondsAt(rows[0], "blocked") ?? 0;
  const detail =
    blocked === 0
      ? "Browsers blocked no script in 24 hours."
      : `Browsers blocked ${blocked} scripts in 24 hours. Staff see which.`;
  return check("blocked_scripts", true, detail, { blocked });
}

export async function checkLedger(reader: SqlReader): Promise<HealthCheck> {
  const offender = await recentLedgerOffender(reader);
  return check(
    "ledger",
    offender === null,
    offender ?? "The newest entries balance; npm run ledger:verify proves all.",
  );
}
