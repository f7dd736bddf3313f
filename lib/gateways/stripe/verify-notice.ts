import Stripe from "stripe";
import { z } from "zod";
import type { NoticeRefusal, NoticeVerdict } from "../gateway";
import { translateEvent } from "./translate-event";

/** Deliveries older than this are refused. @see https://docs.stripe.com/webhooks#replay-attacks */
const TOLERANCE_SECONDS = 300;

const TIMESTAMP = /(?:^|,)t=(\d+)/;

const word = z.string().regex(/^[\w.-]{1,255}$/);

/** Some of Stripe's objects have ids that a person made up. */
const objectId = z.string().regex(/^\P{Cc}{1,500}$/u);

/** What is read of an event. The signature says who sent it, not that it can be stored. */
const readableEvent = z.object({
  id: word,
  type: word,
  created: z.int().min(0).max(253_402_300_799),
  livemode: z.boolean(),
  api_version: word.nullish(),
  data: z.object({
    object: z.object({
      id: objectId.nullish(),
      object: word.nullish(),
      payment_intent: z.union([objectId, z.object({ id: objectId })]).nullish(),
      metadata: z.record(z.string(), z.string()).nullish(),
    }),
  }),
});

/** The SDK accepts timestamps from the future; a clock that far off is refused here. */
function isOutsideTolerance(signature: string, now: number): boolean {
  const seconds = Number(TIMESTAMP.exec(signature)?.[1] ?? Number.NaN);
  return Math.abs(now / 1000 - seconds) > TOLERANCE_SECONDS;
}

function refusal(reason: NoticeRefusal): NoticeVerdict {
  return { ok: false, reason };
}

/** Checks a delivery over its raw bytes, in constant time, before anything of it is parsed. */
export function verifyNotice(
  webhooks: Stripe.Webhooks,
  delivery: { body: string; signature: string | null; secret: string; now: number },
): NoticeVerdict {
  const { body, signature, secret, now } = delivery;
  if (signature === null || signature === "") return refusal("signature_missing");
  try {
    const event = webhooks.constructEvent(body, signature, secret, TOLERANCE_SECONDS);
    if (isOutsideTolerance(signature, now)) return refusal("timestamp_outside_tolerance");
    if (!readableEvent.safeParse(event).success) return refusal("body_malformed");
    return { ok: true, notice: translateEvent(event) };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) {
      return refusal(isOutsideTolerance(signature, now) ? "timestamp_outside_tolerance" : "signature_wrong");
    }
    return refusal("body_malformed");
  }
}
