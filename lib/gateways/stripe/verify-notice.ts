import Stripe from "stripe";
import type { NoticeRefusal, NoticeVerdict } from "../gateway";
import { translateEvent } from "./translate-event";

/** Deliveries older than this are refused. @see https://docs.stripe.com/webhooks#replay-attacks */
const TOLERANCE_SECONDS = 300;

const TIMESTAMP = /(?:^|,)t=(\d+)/;

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
    return { ok: true, notice: translateEvent(event) };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) {
      return refusal(isOutsideTolerance(signature, now) ? "timestamp_outside_tolerance" : "signature_wrong");
    }
    return refusal("body_malformed");
  }
}
