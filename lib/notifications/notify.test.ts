import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { sendMail } from "@/lib/jobs/handlers/send-mail";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { readMailbox } from "@/lib/queries/mails/read-mailbox";
import { aCustomer, aMerchant, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { type SmtpServer, smtpServer } from "@/test/support/smtp-server";

let smtp: SmtpServer;

beforeAll(async () => {
  smtp = await smtpServer();
});

const database = serviceDatabase(() => ({
  MAIL_FROM: "Remit <no-reply@shop.example>",
  MAIL_TRANSPORT: smtp.url,
}));

afterAll(() => smtp.close());

let merchantId: string;

beforeAll(async () => {
  merchantId = await aMerchant("Northwind");
});

beforeEach(() => smtp.answer(250));

let personCount = 0;

async function somebody(name = "Ada"): Promise<{ loginId: string; email: string }> {
  personCount += 1;
  const email = `person${personCount}@example.com`;
  const person = { merchantId, name, email, password: "seven old boats" };
  return { loginId: (await aCustomer(frozenClock(), person)).loginId, email };
}

function send(payload: unknown, occasion: { attempt?: number; isLastAttempt?: boolean } = {}): Promise<void> {
  return sendMail(payload, {
    merchantId,
    traceId: newTraceId(),
    attempt: 1,
    isLastAttempt: false,
    ...occasion,
  });
}

interface StoredMail {
  state: string;
  attempt_count: number;
  last_error: string | null;
  text: string;
  html: string;
}

async function mailsTo(email: string): Promise<StoredMail[]> {
  const { rows } = await pool().query<StoredMail>(
    "SELECT state, attempt_count, last_error, text, html FROM mail WHERE to_address = $1 ORDER BY id",
    [email],
  );
  return rows;
}

function messagesTo(email: string): string[] {
  return smtp.messages.filter((message) => message.includes(`To: ${email}`));
}

describe("a mail by SMTP", () => {
  test("NOT-05: leaves once, however often the job runs", async () => {
    const { loginId, email } = await somebody();
    const request = { kind: "welcome", loginId };
    await send(request);
    await send(request);
    await Promise.all([send(request), send(request)]);
    expect(messagesTo(email)).toHaveLength(1);
    expect(await mailsTo(email)).toMatchObject([{ state: "sent", attempt_count: 1, last_error: null }]);
  });

  test("goes out in the merchant's name, with replies to its support, and no second header from a name", async () => {
    const { loginId, email } = await somebody("Ada\r\nBcc: eve@evil.example");
    await send({ kind: "welcome", loginId });
    const [message = ""] = messagesTo(email);
    const head = message.slice(0, message.indexOf("\r\n\r\n"));
    expect(head).toMatch(/^From: Remit <no-reply@shop\.example>$/m);
    expect(head).toMatch(/^Reply-To: help@northwind\.example$/m);
    expect(head).toMatch(/^Message-ID: <[0-9a-f-]{36}@localhost>$/m);
    expect(head).not.toMatch(/^Bcc:/m);
  });

  test("NOT-05: waits and leaves later when the server is busy", async () => {
    const { loginId, email } = await somebody();
    smtp.answer(451);
    await expect(send({ kind: "welcome", loginId })).rejects.toThrow("did not take a message");
    expect(await mailsTo(email)).toMatchObject([{ state: "queued", attempt_count: 1 }]);
    smtp.answer(250);
    await send({ kind: "welcome", loginId }, { attempt: 2 });
    expect(await mailsTo(email)).toMatchObject([{ state: "sent", attempt_count: 2, last_error: null }]);
    expect(messagesTo(email)).toHaveLength(1);
  });

  test("has failed, with the reason but no address, after the last try", async () => {
    const { loginId, email } = await somebody();
    smtp.answer(451);
    await expect(send({ kind: "welcome", loginId }, { isLastAttempt: true })).rejects.toThrow();
    const [mail] = await mailsTo(email);
    expect(mail).toMatchObject({ state: "failed" });
    expect(mail?.last_error).toContain("451");
    expect(mail?.last_error).not.toContain("@example.com");
  });

  test("is not tried again when the server refuses it for good", async () => {
    const { loginId, email } = await somebody();
    smtp.answer(550);
    await send({ kind: "welcome", loginId });
    smtp.answer(250);
    await send({ kind: "welcome", loginId });
    expect(await mailsTo(email)).toMatchObject([{ state: "failed", attempt_count: 1 }]);
    expect(messagesTo(email)).toEqual([]);
  });

  test("with a reset link keeps no link once it has left", async () => {
    const { loginId, email } = await somebody();
    await send({ kind: "password_reset", loginId, requestId: newId() });
    const [message = ""] = messagesTo(email);
    expect(message.replace(/=\r\n/g, "")).toMatch(
      /reset-password\?token=3Dmer_\w{26}\.[\w-]{43}|reset-password\?token=mer_\w{26}\.[\w-]{43}/,
    );
    const [mail] = await mailsTo(email);
    expect(mail?.text).toContain("/reset-password?token=removed");
    expect(`${mail?.text}${mail?.html}`).not.toMatch(/token=mer_/);
  });

  test("is not shown in a mailbox", async () => {
    expect(await readMailbox({ toAddress: "" })).toBeNull();
  });
});

describe("F55: a mail whose fate nobody knows", () => {
  /** As who migrates: the application may not change tables. */
  const asOwner = async (sql: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };

  test("because the server took it and hung up, is not sent again and shown as such", async () => {
    const { loginId, email } = await somebody();
    smtp.answer("silence");
    await send({ kind: "welcome", loginId });
    smtp.answer(250);
    await send({ kind: "welcome", loginId });
    expect(messagesTo(email)).toHaveLength(1);
    expect(await mailsTo(email)).toMatchObject([{ state: "unconfirmed", attempt_count: 1 }]);
  });

  test("because the worker died after sending and before writing it down, is not sent again", async () => {
    const { loginId, email } = await somebody();
    // Writing it down fails as it does for a worker that is gone by then; what was written before stays.
    await asOwner(
      "ALTER TABLE mail ADD CONSTRAINT gone CHECK (to_address <> '" +
        email +
        "' OR state <> 'sent') NOT VALID",
    );
    await expect(send({ kind: "welcome", loginId })).rejects.toThrow(/gone/);
    await asOwner("ALTER TABLE mail DROP CONSTRAINT gone");
    expect(await mailsTo(email)).toMatchObject([{ state: "sending", attempt_count: 1 }]);
    await expect(send({ kind: "welcome", loginId })).rejects.toThrow("in hand");
    await pool().query(
      "UPDATE mail SET claimed_at = claimed_at - interval '2 minutes' WHERE to_address = $1",
      [email],
    );
    await send({ kind: "welcome", loginId }, { attempt: 2 });
    expect(messagesTo(email)).toHaveLength(1);
    expect(await mailsTo(email)).toMatchObject([{ state: "unconfirmed", attempt_count: 1 }]);
  });

  test("while another worker has it in hand, it is left to that one", async () => {
    const { loginId, email } = await somebody();
    let second: unknown = null;
    smtp.whenTaken(async () => {
      smtp.whenTaken(async () => undefined);
      second = await send({ kind: "welcome", loginId }).catch((error: unknown) => error);
    });
    await send({ kind: "welcome", loginId });
    expect(String(second)).toContain("in hand");
    expect(messagesTo(email)).toHaveLength(1);
    expect(await mailsTo(email)).toMatchObject([{ state: "sent", attempt_count: 1 }]);
  });
});

describe("nothing leaves", () => {
  test("for somebody whose login was closed", async () => {
    const { loginId, email } = await somebody();
    await pool().query("UPDATE login SET disabled_at = now() WHERE id = $1", [loginId]);
    await send({ kind: "password_reset", loginId, requestId: newId() });
    expect(await mailsTo(email)).toEqual([]);
  });

  test("for what is not there", async () => {
    for (const request of [
      { kind: "welcome", loginId: newId() },
      { kind: "order_confirmed", orderId: newId() },
      { kind: "sites_ready", orderId: newId(), orderEventId: newId() },
      { kind: "payment_receipt", paymentId: newId() },
      { kind: "payment_failed", paymentId: newId(), attemptId: newId() },
    ])
      await expect(send(request)).resolves.toBeUndefined();
  });

  test("for a person of another merchant", async () => {
    const { loginId, email } = await somebody();
    const harbor = await aMerchant(`Harbor ${newId().slice(-6)}`);
    await sendMail(
      { kind: "welcome", loginId },
      { merchantId: harbor, traceId: newTraceId(), attempt: 1, isLastAttempt: false },
    );
    expect(await mailsTo(email)).toEqual([]);
  });

  test("for a request that is none, which is a bug", async () => {
    await expect(send({ kind: "newsletter" })).rejects.toThrow("no mail that we know");
  });
});
