import type { MailKind } from "@/lib/domain/mails/mail-request";
import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import type { Channel } from "@/lib/domain/notices/topics";
import { pool } from "./pool";
import type { Tx } from "./transaction";

export interface MailRecord {
  readonly merchantId: string;
  readonly id: string;
  readonly kind: string;
  readonly channel: Channel;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly unsubscribeUrl: string | null;
  readonly state: DeliveryState;
}

interface MailRow {
  merchant_id: string;
  id: string;
  kind: string;
  channel: Channel;
  to_address: string;
  subject: string;
  text: string;
  html: string;
  unsubscribe_url: string | null;
  state: DeliveryState;
}

const COLUMNS = "merchant_id, id, kind, channel, to_address, subject, text, html, unsubscribe_url, state";

function mailOf(row: MailRow): MailRecord {
  return {
    merchantId: row.merchant_id,
    id: row.id,
    kind: row.kind,
    channel: row.channel,
    toAddress: row.to_address,
    subject: row.subject,
    text: row.text,
    html: row.html,
    unsubscribeUrl: row.unsubscribe_url,
    state: row.state,
  };
}

/** The messages of an event, one for each way; none when they were not written yet. */
export async function findMailsByKeys(
  merchantId: string,
  dedupeKeys: readonly string[],
): Promise<MailRecord[]> {
  const { rows } = await pool().query<MailRow>(
    `SELECT ${COLUMNS} FROM mail WHERE merchant_id = $1 AND dedupe_key = ANY ($2) ORDER BY channel`,
    [merchantId, dedupeKeys],
  );
  return rows.map(mailOf);
}

export interface NewMail extends MailRecord {
  readonly kind: MailKind;
  readonly dedupeKey: string;
  readonly orderId: string | null;
  readonly customerId: string | null;
  readonly createdAt: Date;
  readonly sentAt: Date | null;
}

/** Writes a message of an event. One event has one by each way: of two writers the first one's is kept. */
export async function insertMail(tx: Tx, mail: NewMail): Promise<void> {
  await tx.execute(
    `INSERT INTO mail (merchant_id, id, dedupe_key, kind, channel, order_id, customer_id, to_address, subject, text, html,
         unsubscribe_url, state, created_at, sent_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
       ON CONFLICT (merchant_id, dedupe_key) DO NOTHING`,
    [
      mail.merchantId,
      mail.id,
      mail.dedupeKey,
      mail.kind,
      mail.channel,
      mail.orderId,
      mail.customerId,
      mail.toAddress,
      mail.subject,
      mail.text,
      mail.html,
      mail.unsubscribeUrl,
      mail.state,
      mail.createdAt,
      mail.sentAt,
    ],
  );
}

interface MailId {
  readonly merchantId: string;
  readonly id: string;
}

/** Takes a message that waits in hand, before it is sent. Of two workers one gets it; null for the other. */
export async function claimMail({ merchantId, id }: MailId): Promise<MailRecord | null> {
  const { rows } = await pool().query<MailRow>(
    `UPDATE mail SET state = 'sending', claimed_at = now(), attempt_count = attempt_count + 1
       WHERE merchant_id = $1 AND id = $2 AND state = 'queued' RETURNING ${COLUMNS}`,
    [merchantId, id],
  );
  const [row] = rows;
  return row === undefined ? null : mailOf(row);
}

/** How long a message may be in hand. Longer than any server is waited for; who had it is then dead. */
const HAND_SECONDS = 60;

/**
 * Ends what a worker took in hand and never told the end of: it may have left, so it is not sent again. Answers the state in
 * which the message is then.
 */
export async function endAbandonedMail({ merchantId, id }: MailId): Promise<DeliveryState | null> {
  const { rows } = await pool().query<{ state: DeliveryState }>(
    `WITH ended AS (
       UPDATE mail SET state = 'unconfirmed', last_error = 'The worker ended while it sent this.'
         WHERE merchant_id = $1 AND id = $2 AND state = 'sending' AND claimed_at < now() - interval '${HAND_SECONDS} seconds'
         RETURNING state)
     SELECT coalesce((SELECT state FROM ended), (SELECT state FROM mail WHERE merchant_id = $1 AND id = $2)) AS state`,
    [merchantId, id],
  );
  return rows[0]?.state ?? null;
}

/** What became of a message in hand, with the bodies that may stay. */
export async function updateMailDelivery(
  mail: MailId & {
    readonly state: Exclude<DeliveryState, "sending">;
    readonly error: string | null;
    readonly externalId: string | null;
    readonly sentAt: Date | null;
    readonly text: string;
    readonly html: string;
  },
): Promise<void> {
  await pool().query(
    `UPDATE mail SET state = $3, last_error = $4, external_id = coalesce($5, external_id), sent_at = $6, text = $7, html = $8
       WHERE merchant_id = $1 AND id = $2 AND state = 'sending'`,
    [mail.merchantId, mail.id, mail.state, mail.error, mail.externalId, mail.sentAt, mail.text, mail.html],
  );
}

/** What the carrier of text messages says of one later; one that it does not name stays as it is. */
export async function updateTextBounced(
  tx: Tx,
  text: { readonly externalId: string; readonly error: string },
): Promise<number> {
  return tx.execute(
    `UPDATE mail SET state = 'bounced', last_error = $2
       WHERE channel = 'sms' AND external_id = $1 AND state IN ('sending', 'sent', 'unconfirmed')`,
    [text.externalId, text.error],
  );
}

export interface RepeatableMail extends MailRecord {
  readonly orderId: string | null;
  readonly customerId: string | null;
}

/** A message that staff want to send again. */
export async function findMail(tx: Tx, { merchantId, id }: MailId): Promise<RepeatableMail | null> {
  const [row] = await tx.query<MailRow & { order_id: string | null; customer_id: string | null }>(
    `SELECT ${COLUMNS}, order_id, customer_id FROM mail WHERE merchant_id = $1 AND id = $2`,
    [merchantId, id],
  );
  return row === undefined ? null : { ...mailOf(row), orderId: row.order_id, customerId: row.customer_id };
}

/** Writes the same message once more, to wait for its own delivery. */
export async function insertMailRepeat(
  tx: Tx,
  repeat: {
    readonly merchantId: string;
    readonly id: string;
    readonly repeatsId: string;
    readonly dedupeKey: string;
    readonly toAddress: string;
    readonly createdAt: Date;
  },
): Promise<void> {
  await tx.execute(
    `INSERT INTO mail (merchant_id, id, repeats_id, dedupe_key, to_address, created_at, kind, channel, order_id, customer_id,
         subject, text, html, unsubscribe_url, state)
       SELECT merchant_id, $2, id, $4, $5, $6, kind, channel, order_id, customer_id, subject, text, html, unsubscribe_url, 'queued'
         FROM mail WHERE merchant_id = $1 AND id = $3`,
    [repeat.merchantId, repeat.id, repeat.repeatsId, repeat.dedupeKey, repeat.toAddress, repeat.createdAt],
  );
}
