import { createHash } from "node:crypto";
import Stripe from "stripe";
import type { NoticeRefusal, NoticeVerdict } from "../gateway";
import { readableEvent } from "./readable-event";
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

const fingerprints = new Map<string, string>();

/** Tells secrets apart and gives none away: the first eight hex digits of the hash. */
function fingerprintOf(secret: string): string {
  const known = fingerprints.get(secret);
  if (known !== undefined) return known;
  const made = createHash("sha256").update(secret).digest("hex").slice(0, 8);
  fingerprints.set(secret, made);
  return made;
}

interface SignedDelivery {
  readonly body: string;
  readonly signature: string | null;
  /** One, or two while a rotation lasts. */
  readonly secrets: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** The event, once one of the secrets has verified it. @throws the SDK's error about the last secret that was tried. */
function constructEvent(webhooks: Stripe.Webhooks, delivery: SignedDelivery, signature: string) {
  const [first = "", ...others] = delivery.secrets;
  try {
    return {
      event: webhooks.constructEvent(delivery.body, signature, first, TOLERANCE_SECONDS),
      secret: first,
    };
  } catch (error) {
    if (others.length === 0 || !(error instanceof Stripe.errors.StripeSignatureVerificationError))
      throw error;
    return constructEvent(webhooks, { ...delivery, secrets: others }, signature);
  }
}

/** Checks a delivery over its raw bytes, in constant time, before anything of it is parsed. */
export function verifyNotice(webhooks: Stripe.Webhooks, delivery: SignedDelivery): NoticeVerdict {
  const { signature, now } = delivery;
  if (signature === null || signature === "") return refusal("signature_missing");
  try {
    const { event, secret } = constructEvent(webhooks, delivery, signature);
    if (isOutsideTolerance(signature, now)) return refusal("timestamp_outside_tolerance");
    if (!readableEvent.safeParse(event).success) return refusal("body_malformed");
    return { ok: true, notice: translateEvent(event), secretFingerprint: fingerprintOf(secret) };
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) {
      return refusal(isOutsideTolerance(signature, now) ? "timestamp_outside_tolerance" : "signature_wrong");
    }
    return refusal("body_malformed");
  }
}
