import type { Attempt } from "./deliver.ts";

type DeliveryState = "queued" | "held" | "sending" | "waiting" | "delivered" | "failed" | "dropped";

/** One event on its way to one endpoint. */
export type Delivery = {
  readonly id: string;
  readonly eventId: string;
  readonly type: string;
  readonly endpointId: string;
  url: string;
  readonly attempts: Attempt[];
  state: DeliveryState;
  nextAttemptAt: number | null;
};
