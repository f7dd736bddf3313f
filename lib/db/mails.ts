import type { MailKind } from "@/lib/domain/mails/mail-request";
import { pool } from "./pool";

export interface MailRecord {
  readonly merchantId: string;
  readonly id: string;
  readonly kind: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly state: "queued" | "sent" | "failed";
}

interface MailRow {
  merchant_id: string;
  id: string;
  kind: string;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  state: "queued" | "sent" | "failed";
}

function mailOf(row: MailRow): MailRecord {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    kind: row.kind,
    toAddress: row.to_address,
    subject: row.subject,
    text: row.text,
    html: row.html,
    state: row.state,
  };
}

/** The mail of an event, or null when it was not written yet. */
export async function findMailByKey(merchantId: string, dedupeKey: string): Promise<MailRecord | null> {
  const { rows } = await pool().query<MailRow>(
    `SELECT merchant_id, id, kind, to_address, subject, text, html, state FROM mail
       WHERE merchant_id = $1 AND dedupe_key = $2`,
    [merchantId, dedupeKey],
  );
  const [row] = rows;
  return row === undefined ? null : mailOf(row);
}

export interface NewMail extends MailRecord {
  readonly kind: MailKind;
  readonly dedupeKey: string;
  readonly orderId: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/** Writes the mail of an event. One event has one mail: of two writers the first is kept, and the answer says whose it was. */
export async function insertMail(mail: NewMail): Promise<boolean> {
  const { rowCount } = await pool().query(
    `INSERT INTO mail (merchant_id, id, dedupe_key, kind, order_id, to_address, subject, text, html, state, created_at, sent_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) ON CONFLICT (merchant_id, dedupe_key) DO NOTHING`,
    [
      mail.merchantId,
      mail.id,
      mail.dedupeKey,
      mail.kind,
      mail.orderId,
      mail.toAddress,
      mail.subject,
      mail.text,
      mail.html,
      mail.state,
      mail.createdAt,
      mail.sentAt,
    ],
  );
  return rowCount === 1;
}

/** Notes that the mail server took the mail, with the bodies that may stay. */
export async function updateMailSent(mail: {
  merchantId: string;
  id: string;
  sentAt: Date;
  text: string;
  html: string;
}): Promise<void> {
  await pool().query(
    `UPDATE mail SET state = 'sent', sent_at = $3, text = $4, html = $5, attempt_count = attempt_count + 1, last_error = NULL
       WHERE merchant_id = $1 AND id = $2`,
    [mail.merchantId, mail.id, mail.sentAt, mail.text, mail.html],
  );
}

/** Notes that the mail server did not take the mail, and why: queued when there is another try, else failed. */
export async function updateMailNotSent(mail: {
  merchantId: string;
  id: string;
  state: "queued" | "failed";
  error: string;
  text: string;
  html: string;
}): Promise<void> {
  await pool().query(
    `UPDATE mail SET state = $3, last_error = $4, text = $5, html = $6, attempt_count = attempt_count + 1
       WHERE merchant_id = $1 AND id = $2`,
    [mail.merchantId, mail.id, mail.state, mail.error, mail.text, mail.html],
  );
}
