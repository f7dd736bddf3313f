import { DEFAULT_NOTICE_POLICY, type NoticePolicy } from "@/lib/domain/notices/notice-policy";
import { inTransaction, type Tx } from "./transaction";

interface PolicyRow {
  version: number;
  reminder_days: number[];
  reminder_hour: number;
  alert_email: string | null;
}

/** The policy that holds now: the newest version, or what holds until a merchant says otherwise. */
export async function findNoticePolicy(tx: Tx, merchantId: string): Promise<NoticePolicy> {
  const [row] = await tx.query<PolicyRow>(
    `SELECT version, reminder_days, reminder_hour, alert_email FROM notice_policy
       WHERE merchant_id = $1 ORDER BY version DESC LIMIT 1`,
    [merchantId],
    "notice-policy-find",
  );
  if (row === undefined) return DEFAULT_NOTICE_POLICY;
  return {
    version: row.version,
    reminderDays: row.reminder_days,
    reminderHour: row.reminder_hour,
    alertEmail: row.alert_email,
  };
}

/** The same for pages and mails, which write nothing. */
export function readNoticePolicy(merchantId: string): Promise<NoticePolicy> {
  return inTransaction((tx) => findNoticePolicy(tx, merchantId));
}

/** Keeps two changes from making one version: the second waits for the first, and sees it. */
export async function lockNoticePolicy(tx: Tx, merchantId: string): Promise<NoticePolicy> {
  await tx.query("SELECT id FROM merchant WHERE id = $1 FOR NO KEY UPDATE", [merchantId]);
  return findNoticePolicy(tx, merchantId);
}

export async function insertNoticePolicy(
  tx: Tx,
  given: {
    readonly merchantId: string;
    readonly policy: NoticePolicy;
    readonly reason: string;
    readonly actorId: string | null;
    readonly actorName: string;
    readonly createdAt: Date;
  },
): Promise<void> {
  const { policy } = given;
  await tx.execute(
    `INSERT INTO notice_policy (merchant_id, version, reminder_days, reminder_hour, alert_email, reason, actor_id, actor_name,
       created_at) VALUES ($1,$2,$3::int[],$4,$5,$6,$7,$8,$9)`,
    [
      given.merchantId,
      policy.version,
      [...policy.reminderDays],
      policy.reminderHour,
      policy.alertEmail,
      given.reason,
      given.actorId,
      given.actorName,
      given.createdAt,
    ],
  );
}
