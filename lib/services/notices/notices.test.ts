import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { readNoticeWishes } from "@/lib/db/notice-choices";
import type { CustomerActor } from "@/lib/domain/actor";
import { resendMail } from "@/lib/jobs/handlers/resend-mail";
import { sendMail } from "@/lib/jobs/handlers/send-mail";
import { businessClock } from "@/lib/platform/clock";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { readUnsubscribeToken } from "@/lib/platform/unsubscribe-token";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered, refused } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { type SmtpServer, smtpServer } from "@/test/support/smtp-server";
import { type TwilioStub, twilioStub } from "@/test/support/twilio-stub";
import type { ServiceContext } from "../context";
import { changeNoticePolicy } from "./change-notice-policy";
import { chooseNotices } from "./choose-notices";
import { consentToTexts } from "./consent-to-texts";
import { resendNotice } from "./resend-notice";
import { stopTexts } from "./stop-texts";
import { turnOffNotices } from "./turn-off-notices";

type Customer = ServiceContext<CustomerActor>;

let smtp: SmtpServer;
let twilio: TwilioStub;
beforeAll(async () => {
  [smtp, twilio] = await Promise.all([smtpServer(), twilioStub()]);
});
serviceDatabase(() => ({ MAIL_TRANSPORT: smtp.url, ...twilio.environment }));
afterAll(() => Promise.all([smtp.close(), twilio.close()]));

let shop: Shop;
let ada: Customer;
beforeAll(async () => {
  shop = await aShop();
});
beforeEach(async () => {
  smtp.answer(250);
  twilio.answer(201);
  ada = await shop.customer();
});

const PHONE = "+49 170 1234567";
const agree = (ctx: Customer, phone = PHONE) =>
  consentToTexts(ctx, { phone, isGiven: true, wording: "Text me about payments." });

const send = (payload: unknown) =>
  sendMail(payload, { merchantId: shop.merchantId, traceId: newTraceId(), attempt: 1, isLastAttempt: false });

interface Sent {
  readonly id: string;
  readonly kind: string;
  readonly channel: string;
  readonly state: string;
  readonly to_address: string;
  readonly text: string;
  readonly last_error: string | null;
}

async function sentTo({ actor }: Customer): Promise<Sent[]> {
  const { rows } = await pool().query<Sent>(
    "SELECT id, kind, channel, state, to_address, text, last_error FROM mail WHERE customer_id = $1 ORDER BY id",
    [actor.customerId],
  );
  return rows;
}

/** An order that is confirmed by whichever ways its customer wants. */
async function confirmed(ctx: Customer): Promise<Sent[]> {
  const { orderId } = await anOrder(shop, ctx);
  await send({ kind: "order_confirmed", orderId });
  return sentTo(ctx);
}

describe("text messages", () => {
  test("NOT-02, NOT-10: go to who agreed, with the way out in them, and to nobody else", async () => {
    expect((await confirmed(ada)).map(({ channel }) => channel)).toEqual(["email"]);
    const ben = await shop.customer("Ben");
    answered(await agree(ben));
    expect(await confirmed(ben)).toMatchObject([
      { channel: "email", state: "sent" },
      { channel: "sms", state: "sent", to_address: "+491701234567" },
    ]);
    const [text] = twilio.texts.filter(({ To }) => To === "+491701234567");
    expect(text?.Body).toMatch(
      /^Acme: Order \d+ is confirmed\. \S+\/orders Reply STOP to end these messages\.$/,
    );
  });

  test("NOT-10: end when somebody answers STOP, for every shop that texted the number, and begin anew by consent", async () => {
    const other = await aShop();
    const elsewhere = await other.customer();
    answered(await agree(ada));
    answered(await agree(elsewhere));
    const stop = { phone: "+491701234567", source: "reply", wording: "STOP" } as const;
    expect((await stopTexts(businessClock, stop)).stoppedCount).toBeGreaterThanOrEqual(2);
    expect(await stopTexts(businessClock, stop)).toEqual({ stoppedCount: 0 });
    for (const { actor } of [ada, elsewhere])
      expect((await readNoticeWishes(actor.merchantId, actor.customerId)).phone).toBeNull();
    expect((await confirmed(ada)).map(({ channel }) => channel)).toEqual(["email"]);
    answered(await agree(ada));
    expect((await readNoticeWishes(shop.merchantId, ada.actor.customerId)).phone).toBe("+491701234567");
  });

  test("keep each word of consent as it was given, the same word once", async () => {
    answered(await agree(ada));
    answered(await agree(ada));
    const end = { phone: "", isGiven: false, wording: "Turned off." };
    answered(await consentToTexts(ada, end));
    answered(await consentToTexts(ada, end));
    const { rows } = await pool().query(
      "SELECT phone, is_given, source, wording, host(ip_address::inet) AS ip FROM sms_consent WHERE customer_id = $1 ORDER BY id",
      [ada.actor.customerId],
    );
    const word = { phone: "+491701234567", source: "account", ip: "203.0.113.7" };
    expect(rows).toEqual([
      { ...word, is_given: true, wording: "Text me about payments." },
      { ...word, is_given: false, wording: "Turned off." },
    ]);
    await expect(pool().query("UPDATE sms_consent SET is_given = true")).rejects.toThrow(/permission denied/);
    expect(refused(await agree(ada, "0170 1234567")).code).toBe("invalid_input");
  });

  test("are not sent twice when the carrier breaks off, and end where the carrier says that they were stopped", async () => {
    answered(await agree(ada, "+49 170 5550001"));
    twilio.answer(500);
    expect(await confirmed(ada)).toMatchObject([
      { channel: "email" },
      { channel: "sms", state: "unconfirmed" },
    ]);
    twilio.answer(400, 21_610);
    expect((await confirmed(ada)).slice(2)).toMatchObject([{ channel: "email" }, { state: "failed" }]);
    expect((await readNoticeWishes(shop.merchantId, ada.actor.customerId)).phone).toBeNull();
    expect(twilio.texts.filter(({ To }) => To === "+491705550001")).toHaveLength(2);
  });

  test("wait when the carrier is busy, while the mail of the same event leaves once", async () => {
    answered(await agree(ada, "+49 170 5550002"));
    const { orderId } = await anOrder(shop, ada);
    twilio.answer(429);
    await expect(send({ kind: "order_confirmed", orderId })).rejects.toThrow("did not take a message");
    expect(await sentTo(ada)).toMatchObject([{ state: "sent" }, { state: "queued" }]);
    twilio.answer(201);
    await send({ kind: "order_confirmed", orderId });
    const sent = await sentTo(ada);
    expect(sent).toMatchObject([{ state: "sent" }, { state: "sent" }]);
    expect(smtp.messages.filter((message) => message.includes(sent[0]?.to_address ?? "?"))).toHaveLength(1);
  });
});

describe("choosing notices", () => {
  test("turns off what may be turned off, each way by itself, and refuses the rest", async () => {
    const wish = { topic: "reminders", channel: "email", isOn: false } as const;
    answered(await chooseNotices(ada, { wishes: [wish] }));
    const { choices } = await readNoticeWishes(shop.merchantId, ada.actor.customerId);
    expect(choices).toEqual([wish]);
    const required = { wishes: [{ topic: "payments", channel: "email", isOn: false }] } as const;
    expect(refused(await chooseNotices(ada, required)).code).toBe("notice_cannot_be_turned_off");
  });

  test("by the link of a mail needs nothing but its signature, and reaches nobody else", async () => {
    const ctx = shop.system();
    const command = { customerId: ada.actor.customerId, topic: "credit" } as const;
    answered(await turnOffNotices(ctx, command));
    answered(await turnOffNotices(ctx, command));
    const { choices } = await readNoticeWishes(shop.merchantId, ada.actor.customerId);
    expect(choices).toEqual([{ topic: "credit", channel: "email", isOn: false }]);
    expect(refused(await turnOffNotices(ctx, { ...command, topic: "payments" })).code).toBe(
      "notice_cannot_be_turned_off",
    );
    const stranger = { ...command, customerId: newId() };
    expect(refused(await turnOffNotices(ctx, stranger)).code).toBe("customer_not_found");
    expect(readUnsubscribeToken("a".repeat(87))).toBeNull();
  });
});

describe("sending again", () => {
  test("NOT-11: makes a message of its own, once for each press, to the address of today", async () => {
    const [mail] = await confirmed(ada);
    const press = { resendKey: newId(), mailId: mail?.id ?? "" };
    const support = shop.staff("support");
    const { mailId } = answered(await resendNotice(support, press));
    expect(answered(await resendNotice(support, press))).toEqual({ mailId });
    const again = { merchantId: shop.merchantId, traceId: newTraceId(), attempt: 1, isLastAttempt: false };
    await resendMail({ mailId }, again);
    await resendMail({ mailId }, again);
    const sent = await sentTo(ada);
    expect(sent).toMatchObject([
      { id: mail?.id, state: "sent" },
      { id: mailId, state: "sent", kind: "order_confirmed", text: mail?.text },
    ]);
    expect(smtp.messages.filter((message) => message.includes(sent[0]?.to_address ?? "?"))).toHaveLength(2);
  });

  test("is not for auditors, not for a stranger's message, and not for one whose secret was taken out", async () => {
    const [mail] = await confirmed(ada);
    const press = { resendKey: newId(), mailId: mail?.id ?? "" };
    expect(refused(await resendNotice(shop.staff("auditor"), press)).code).toBe("missing_permission");
    const other = await aShop();
    expect(refused(await resendNotice(other.staff("support"), press)).code).toBe("notice_not_found");
    await send({ kind: "welcome", loginId: ada.actor.loginId });
    const welcome = (await sentTo(ada)).find(({ kind }) => kind === "welcome");
    const secret = { resendKey: newId(), mailId: welcome?.id ?? "" };
    expect(refused(await resendNotice(shop.staff("support"), secret)).code).toBe("notice_not_repeatable");
  });
});

test("the policy of reminders is changed with a reason, by who may, as versions that stay", async () => {
  const policy = { reminderDays: [-7, 0, 3], reminderHour: 10, alertEmail: "oncall@acme.test" };
  const change = { policy, reason: "Later reminders." };
  expect(refused(await changeNoticePolicy(shop.staff("support"), change)).code).toBe("missing_permission");
  const admin = shop.staff("finance_admin");
  expect(refused(await changeNoticePolicy(admin, { ...change, reason: " " })).code).toBe("reason_required");
  expect(answered(await changeNoticePolicy(admin, change))).toEqual({ version: 1 });
  expect(answered(await changeNoticePolicy(admin, change))).toEqual({ version: 1 });
  await expect(pool().query("UPDATE notice_policy SET reason = 'x'")).rejects.toThrow(/permission denied/);
});
