import { parse, stringify } from "uuid";
import { TOPICS, type Topic } from "@/lib/domain/notices/topics";
import { env } from "./env";
import { readSignedToken, signedToken } from "./signed-token";

/** Whose notices about what a link turns off. */
export interface UnsubscribeClaims {
  readonly merchantId: string;
  readonly customerId: string;
  readonly topic: Topic;
}

const CLAIMS_BYTES = 33;
const PURPOSE = "remit unsubscribe";

/** The address that turns off notices of a kind by one press, without signing in. It can do nothing else, and does not expire. */
export function unsubscribeUrl({ merchantId, customerId, topic }: UnsubscribeClaims): string {
  const claims = Buffer.alloc(CLAIMS_BYTES);
  claims.set(parse(merchantId), 0);
  claims.set(parse(customerId), 16);
  claims.writeUInt8(TOPICS.indexOf(topic), 32);
  return new URL(`/unsubscribe/${signedToken(PURPOSE, claims)}`, env().APP_URL).href;
}

/** What a token of such an address says; null for anything that we did not sign. */
export function readUnsubscribeToken(token: string): UnsubscribeClaims | null {
  const claims = readSignedToken(PURPOSE, CLAIMS_BYTES, token);
  const topic = claims === null ? undefined : TOPICS[claims.readUInt8(32)];
  if (claims === null || topic === undefined) return null;
  return {
    merchantId: stringify(claims.subarray(0, 16)),
    customerId: stringify(claims.subarray(16, 32)),
    topic,
  };
}
