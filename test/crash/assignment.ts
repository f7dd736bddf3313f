import type { Actor, CustomerActor, StaffActor } from "@/lib/domain/actor";

/** The acts that move money or decide about it: at each crash point of each the process dies, and is recovered from. */
export const ACTS = [
  "place order",
  "start payment",
  "refresh payment",
  "cancel order",
  "void payment",
  "check payments",
  "drain inbox",
  "grant credit",
] as const;

/** What the process is to do, as the parent tells it. */
export interface Assignment {
  readonly act: (typeof ACTS)[number];
  readonly buyer: CustomerActor;
  readonly staff: StaffActor;
  readonly system: Actor;
  readonly orderId: string;
  readonly paymentId: string;
  /** Of a placement or an adjustment. */
  readonly key: string;
  readonly productId: string;
}
