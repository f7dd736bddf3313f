import { createHmac } from "node:crypto";
import { cheapId } from "../load/load-ids";

/** As long as a real payment_intent.succeeded. */
const PADDING = "x".repeat(2_400);

export interface SignedDelivery {
  readonly body: string;
  readonly signature: string;
}

/** A new event that leads to no work, signed now. */
export function signedDelivery(secret: string): SignedDelivery {
  const seconds = Math.floor(Date.now() / 1000);
  const body = JSON.stringify({
    id: `evt_${cheapId()}`,
    object: "event",
    api_version: "2026-10-28.endive",
    created: seconds,
    livemode: false,
    type: "customer.updated",
    data: { object: { id: "cus_bench", object: "customer", metadata: {}, description: PADDING } },
  });
  const signature = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return { body, signature: `t=${seconds},v1=${signature}` };
}
