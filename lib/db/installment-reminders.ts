import type { Tx } from "./transaction";

export interface ReminderToSend {
  readonly merchantId: string;
  readonly orderId: string;
  readonly installmentId: string;
}

interface ToSendRow {
  merchant_id: string;
  order_id: string;
  installment_id: string;
}

/** Installments to be looked at by an instant, the longest waiting first, found by their index alone. */
export async function findRemindersToSend(tx: Tx, now: Date, limit: number): Promise<ReminderToSend[]> {
  const rows = await tx.query<ToSendRow>(
    `SELECT merchant_id, order_id, installment_id FROM installment_reminder WHERE next_at <= $1 ORDER BY next_at LIMIT $2
       FOR UPDATE SKIP LOCKED`,
    [now, limit],
    "reminders-to-send",
  );
  return rows.map((row) => ({
    merchantId: row.merchant_id,
    orderId: row.order_id,
    installmentId: row.installment_id,
  }));
}

export interface LockedReminder {
  readonly knownAt: Date;
  readonly remindedDay: number | null;
}

/** How far the reminding of an installment is, locked, if it is to be looked at by then; null when somebody else did. */
export async function lockReminder(tx: Tx, one: ReminderToSend, now: Date): Promise<LockedReminder | null> {
  const [row] = await tx.query<{ known_at: Date; reminded_day: number | null }>(
    `SELECT known_at, reminded_day FROM installment_reminder
       WHERE merchant_id = $1 AND installment_id = $2 AND next_at <= $3 FOR UPDATE`,
    [one.merchantId, one.installmentId, now],
    "reminder-lock",
  );
  return row === undefined ? null : { knownAt: row.known_at, remindedDay: row.reminded_day };
}

export async function updateReminder(
  tx: Tx,
  one: ReminderToSend,
  to: { readonly remindedDay: number | null; readonly nextAt: Date | null },
): Promise<void> {
  await tx.execute(
    "UPDATE installment_reminder SET reminded_day = $3, next_at = $4 WHERE merchant_id = $1 AND installment_id = $2",
    [one.merchantId, one.installmentId, to.remindedDay, to.nextAt],
    "reminder-update",
  );
}

/** Puts off the next look at one that could not be sent, so that it holds up no other. */
export async function putOffReminder(tx: Tx, one: ReminderToSend, until: Date): Promise<void> {
  await tx.execute(
    "UPDATE installment_reminder SET next_at = $3 WHERE merchant_id = $1 AND installment_id = $2 AND next_at IS NOT NULL",
    [one.merchantId, one.installmentId, until],
  );
}

/** Has every reminder of a merchant that is still to come looked at anew, by the policy that holds then. */
export async function replanReminders(tx: Tx, merchantId: string): Promise<number> {
  return tx.execute(
    `UPDATE installment_reminder r SET next_at = 'epoch' FROM installment i
       WHERE r.merchant_id = $1 AND i.merchant_id = r.merchant_id AND i.id = r.installment_id AND i.due_on IS NOT NULL
         AND i.state IN ('scheduled', 'due', 'overdue')`,
    [merchantId],
  );
}
