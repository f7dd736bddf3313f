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

serviceDatabase(() => ({ MAIL_FROM: "Remit <no-reply@shop.example>", MAIL_TRANSPORT: smtp.url }));

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
  test("leaves once, however often the job runs", async () => {
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

  test("waits and leaves later when the server is busy", async () => {
    const { loginId, email } = await somebody();
    smtp.answer(451);
    await expect(send({ kind: "welcome", loginId })).rejects.toThrow("did not take a mail");
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
