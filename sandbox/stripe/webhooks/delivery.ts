import type { StoredEvent } from "../objects.ts";
import type { Attempt } from "./deliver.ts";

type DeliveryState = "queued" | "held" | "sending" | "waiting" | "delivered" | "failed" | "dropped";

/** One event on its way to one endpoint. */
export type Delivery = {
  readonly id: string;
  readonly event: StoredEvent;
  readonly endpointId: string;
  readonly url: string;
  readonly secret: string;
  readonly attempts: Attempt[];
  state: DeliveryState;
  nextAttemptAt: number | null;
};
