import type { Channel, Choice, Topic } from "@/lib/domain/notices/topics";
import { pool } from "./pool";
import type { Tx } from "./transaction";

/** What a customer chose to be told, and the number that they agreed to be texted at; null for none. */
export interface NoticeWishes {
  readonly choices: readonly Choice[];
  readonly phone: string | null;
}

/** The newest word on text messages counts. */
const PHONE = `SELECT CASE WHEN is_given THEN phone END AS phone FROM sms_consent
  WHERE merchant_id = $1 AND customer_id = $2 ORDER BY id DESC LIMIT 1`;

export async function readNoticeWishes(merchantId: string, customerId: string): Promise<NoticeWishes> {
  const [choices, phones] = await Promise.all([
    pool().query<{ topic: string; channel: string; is_on: boolean }>(
      "SELECT topic, channel, is_on FROM notice_choice WHERE merchant_id = $1 AND customer_id = $2",
      [merchantId, customerId],
    ),
    pool().query<{ phone: string | null }>(PHONE, [merchantId, customerId]),
  ]);
  return {
    choices: choices.rows.map(({ topic, channel, is_on: isOn }) => ({ topic, channel, isOn })),
    phone: phones.rows[0]?.phone ?? null,
  };
}

export interface NoticeChoiceRow {
  readonly merchantId: string;
  readonly customerId: string;
  readonly topic: Topic;
  readonly channel: Channel;
  readonly isOn: boolean;
  readonly updatedAt: Date;
}

export async function saveNoticeChoice(tx: Tx, row: NoticeChoiceRow): Promise<void> {
  await tx.execute(
    `INSERT INTO notice_choice (merchant_id, customer_id, topic, channel, is_on, updated_at) VALUES ($1,$2,$3,$4,$5,$6)
       ON CONFLICT (merchant_id, customer_id, topic, channel) DO UPDATE SET is_on = EXCLUDED.is_on, updated_at = EXCLUDED.updated_at`,
    [row.merchantId, row.customerId, row.topic, row.channel, row.isOn, row.updatedAt],
  );
}

export interface SmsConsentRow {
  readonly merchantId: string;
  readonly id: string;
  readonly customerId: string;
  readonly phone: string;
  readonly isGiven: boolean;
  readonly source: "account" | "reply" | "gateway";
  readonly wording: string;
  readonly ipAddress: string | null;
  readonly occurredAt: Date;
}

export async function insertSmsConsent(tx: Tx, row: SmsConsentRow): Promise<void> {
  await tx.execute(
    `INSERT INTO sms_consent (merchant_id, id, customer_id, phone, is_given, source, wording, ip_address, occurred_at)
       VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9)`,
    [
      row.merchantId,
      row.id,
      row.customerId,
      row.phone,
      row.isGiven,
      row.source,
      row.wording,
      row.ipAddress,
      row.occurredAt,
    ],
  );
}

/** Every customer whose newest word is to be texted at this number, of whichever merchant: one answer ends it for all. */
export async function findConsentsOfPhone(
  tx: Tx,
  phone: string,
): Promise<{ readonly merchantId: string; readonly customerId: string }[]> {
  const rows = await tx.query<{ merchant_id: string; customer_id: string }>(
    `SELECT merchant_id, customer_id FROM (
         SELECT DISTINCT ON (merchant_id, customer_id) merchant_id, customer_id, is_given, phone FROM sms_consent
           WHERE (merchant_id, customer_id) IN (SELECT merchant_id, customer_id FROM sms_consent WHERE phone = $1)
           ORDER BY merchant_id, customer_id, id DESC) newest
       WHERE is_given AND phone = $1`,
    [phone],
  );
  return rows.map((row) => ({ merchantId: row.merchant_id, customerId: row.customer_id }));
}

/** A customer's newest word on text messages; null when they never gave one. */
export async function findNewestConsent(
  tx: Tx,
  merchantId: string,
  customerId: string,
): Promise<{ readonly phone: string; readonly isGiven: boolean } | null> {
  const [row] = await tx.query<{ phone: string; is_given: boolean }>(
    `SELECT phone, is_given FROM sms_consent WHERE merchant_id = $1 AND customer_id = $2 ORDER BY id DESC LIMIT 1`,
    [merchantId, customerId],
  );
  return row === undefined ? null : { phone: row.phone, isGiven: row.is_given };
}
