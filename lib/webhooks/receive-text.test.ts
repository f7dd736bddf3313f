import { createHmac } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { readNoticeWishes } from "@/lib/db/notice-choices";
import { sendMail } from "@/lib/jobs/handlers/send-mail";
import { env } from "@/lib/platform/env";
import { newTraceId } from "@/lib/platform/trace";
import { consentToTexts } from "@/lib/services/notices/consent-to-texts";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { serviceDatabase } from "@/test/support/service-database";
import { type TwilioStub, twilioStub } from "@/test/support/twilio-stub";
import { receiveText, TEXT_WEBHOOK_PATH } from "./receive-text";

let twilio: TwilioStub;
beforeAll(async () => {
  twilio = await twilioStub();
});
serviceDatabase(() => twilio.environment);
afterAll(() => twilio.close());

let shop: Shop;
beforeAll(async () => {
  shop = await aShop();
});

const TOKEN = "a".repeat(32);

/** As Twilio's documentation has it: the address, then each name and value, sorted by name. */
function signed(fields: Readonly<Record<string, string>>, token = TOKEN) {
  const parts = Object.entries(fields).toSorted(([left], [right]) => (left < right ? -1 : 1));
  const text = new URL(TEXT_WEBHOOK_PATH, env().APP_URL).href + parts.flat().join("");
  return {
    body: String(new URLSearchParams(fields)),
    signature: createHmac("sha1", token).update(text).digest("base64"),
  };
}

async function textedCustomer(phone: string) {
  const ada = await shop.customer();
  answered(await consentToTexts(ada, { phone, isGiven: true, wording: "Text me." }));
  const isTexted = async () => (await readNoticeWishes(shop.merchantId, ada.actor.customerId)).phone !== null;
  return { ada, isTexted };
}

test("NOT-10: STOP ends text messages where Twilio signed it, and changes nothing where somebody else did", async () => {
  const { isTexted } = await textedCustomer("+15005550010");
  const stop = { From: "+15005550010", Body: "Stop", MessageSid: "SM1" };
  const { body, signature } = signed(stop);
  for (const forged of [
    signed(stop, "b".repeat(32)),
    { body: body.replace("0010", "0011"), signature },
    { body, signature: null },
    { body, signature: "" },
  ])
    expect(await receiveText(forged)).toEqual({ status: 403 });
  expect(await isTexted()).toBe(true);
  expect(await receiveText(signed({ ...stop, Body: "Thanks, I will not stop" }))).toEqual({ status: 200 });
  expect(await isTexted()).toBe(true);
  expect(await receiveText({ body, signature })).toEqual({ status: 200 });
  expect(await isTexted()).toBe(false);
});

test("NOT-11: a text message that the carrier could not deliver came back, and one to who stopped it there ends them", async () => {
  const { ada, isTexted } = await textedCustomer("+15005550012");
  const { orderId } = await anOrder(shop, ada);
  await sendMail(
    { kind: "order_confirmed", orderId },
    { merchantId: shop.merchantId, traceId: newTraceId(), attempt: 1, isLastAttempt: false },
  );
  const text = async () => {
    const { rows } = await pool().query<{ state: string; external_id: string; last_error: string | null }>(
      "SELECT state, external_id, last_error FROM mail WHERE order_id = $1 AND channel = 'sms'",
      [orderId],
    );
    return rows[0];
  };
  const MessageSid = (await text())?.external_id ?? "";
  const about = { MessageSid, To: "+15005550012" };
  await receiveText(signed({ ...about, MessageStatus: "delivered" }));
  expect(await text()).toMatchObject({ state: "sent" });
  await receiveText(signed({ ...about, MessageStatus: "undelivered", ErrorCode: "21610" }));
  expect(await text()).toMatchObject({
    state: "bounced",
    last_error: "The carrier says: undelivered, error 21610.",
  });
  expect(await isTexted()).toBe(false);
});
