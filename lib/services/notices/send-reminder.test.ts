import { beforeAll, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import type { CustomerActor } from "@/lib/domain/actor";
import { sendMail } from "@/lib/jobs/handlers/send-mail";
import { sendReminders } from "@/lib/jobs/handlers/send-reminders";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import type { ServiceContext } from "../context";
import { changeNoticePolicy } from "./change-notice-policy";
import { sendReminder } from "./send-reminder";

serviceDatabase();

const DAY_MS = 86_400_000;
let shop: Shop;
let termsId: string;

beforeAll(async () => {
  shop = await aShop();
  termsId = await shop.terms({ kind: "net", days: 30, end: "none" });
});

interface Owed {
  readonly ada: ServiceContext<CustomerActor>;
  readonly orderId: string;
  readonly installmentId: string;
  /** Noon of a day counted from the due day. */
  readonly noon: (day: number) => Date;
}

async function rowsOf<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
  return (await pool().query<Row>(sql, values)).rows;
}

async function owed(): Promise<Owed> {
  const ada = await shop.customer();
  const { orderId } = await anOrder(shop, ada, { termsId });
  const [part] = await rowsOf<{ id: string; due_on: string }>(
    "SELECT id, due_on::text FROM installment WHERE order_id = $1",
    [orderId],
  );
  const noon = (day: number) => new Date(Date.parse(`${part?.due_on ?? ""}T12:00:00Z`) + day * DAY_MS);
  return { ada, orderId, installmentId: part?.id ?? "", noon };
}

const remind = ({ orderId, installmentId }: Owed, now: Date) =>
  sendReminder(
    { ...shop.system(), clock: { now: () => now } },
    { merchantId: shop.merchantId, orderId, installmentId },
  );

interface Asked {
  readonly day: number;
}

/** What was asked of the mailer about an installment, and sends it as the queue does. */
async function asked({ installmentId }: Owed): Promise<number[]> {
  const jobs = await rowsOf<{ payload: Asked; trace_id: string }>(
    "SELECT payload, trace_id FROM outbox_job WHERE payload ->> 'installmentId' = $1 ORDER BY id",
    [installmentId],
  );
  for (const { payload, trace_id: traceId } of jobs)
    await sendMail(payload, { merchantId: shop.merchantId, traceId, attempt: 1, isLastAttempt: false });
  return jobs.map(({ payload }) => payload.day);
}

const subjects = async ({ orderId }: Owed): Promise<string[]> =>
  (
    await rowsOf<{ subject: string }>(
      "SELECT subject FROM mail WHERE order_id = $1 AND kind = 'installment_reminder' ORDER BY id",
      [orderId],
    )
  ).map(({ subject }) => subject);

describe("reminders of an installment", () => {
  test("NOT-01, NOT-05: go out ahead, on the day and after it, each once, however often and by however many workers", async () => {
    const debt = await owed();
    for (const day of [-5, -3, 0, 1, 7]) {
      await Promise.all([remind(debt, debt.noon(day)), remind(debt, debt.noon(day))]);
      await remind(debt, debt.noon(day));
      await asked(debt);
    }
    expect(await asked(debt)).toEqual([-3, 0, 1, 7]);
    const sent = await subjects(debt);
    expect(sent).toHaveLength(4);
    expect(sent.map((subject) => /will be due|is due today|was due/.exec(subject)?.[0])).toEqual([
      "will be due",
      "is due today",
      "was due",
      "was due",
    ]);
    expect(
      await rowsOf("SELECT id FROM order_event WHERE order_id = $1 AND kind = 'installment_reminded'", [
        debt.orderId,
      ]),
    ).toHaveLength(4);
  });

  test("after a leap of the clock only the newest goes out, by the sweep", async () => {
    const debt = await owed();
    while (await sendReminders(debt.noon(20)));
    expect(await asked(debt)).toEqual([14]);
    while (await sendReminders(debt.noon(400)));
    expect(await asked(debt)).toEqual([14, 30]);
    const [left] = await rowsOf<{ next_at: Date | null }>(
      "SELECT next_at FROM installment_reminder WHERE installment_id = $1",
      [debt.installmentId],
    );
    expect(left).toEqual({ next_at: null });
  });

  test("one that waits in the queue is dropped when a later one overtook it", async () => {
    const debt = await owed();
    await remind(debt, debt.noon(-3));
    await remind(debt, debt.noon(7));
    expect(await asked(debt)).toEqual([-3, 7]);
    expect(await subjects(debt)).toHaveLength(1);
  });

  test("NOT-04: end when the order is canceled, before the next and while one waits in the queue", async () => {
    const debt = await owed();
    await remind(debt, debt.noon(-3));
    answered(await cancelOrder(shop.staff("billing_ops"), { orderId: debt.orderId, reason: "Test" }));
    expect(await remind(debt, debt.noon(1))).toEqual({ isSent: false });
    expect(await asked(debt)).toEqual([-3]);
    expect(await subjects(debt)).toEqual([]);
  });

  test("follow the policy that holds then", async () => {
    const debt = await owed();
    await remind(debt, debt.noon(-10));
    const policy = { reminderDays: [-2], reminderHour: 9, alertEmail: null };
    const admin = shop.staff("finance_admin");
    answered(await changeNoticePolicy(admin, { policy, reason: "Fewer mails" }));
    for (const day of [-3, -2, 0, 7]) await remind(debt, debt.noon(day));
    expect(await asked(debt)).toEqual([-2]);
  });
});
