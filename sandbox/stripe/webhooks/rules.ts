import { isRecord, type StoredEvent, type WebhookEndpoint } from "../objects.ts";
import type { Chance } from "../random.ts";
import { createWishes, type Wish, type Wishes } from "../wishes.ts";

/**
 * What can become of a delivery before it leaves.
 * - `drop`: it never leaves and is not repeated.
 * - `lose`: its first attempt is lost on the line; it is repeated as any other that failed.
 * - `duplicate`: it is sent twice.
 * - `delay`: it leaves `delayMs` later, by the account's clock.
 * - `reorder`: it waits until as many have come as the rule is for; then all leave in another order.
 */
export const RULE_ACTIONS = ["drop", "lose", "duplicate", "delay", "reorder"] as const;
export type RuleAction = (typeof RULE_ACTIONS)[number];

export type DeliveryRule = Wish & {
  readonly action: RuleAction;
  /** An event type, or `*` for all. */
  readonly type: string;
  readonly endpoint: string | null;
  /** Only events about the object with this id. */
  readonly object: string | null;
  readonly delayMs: number;
};

export type DeliveryRules = Pick<Wishes<DeliveryRule>, "add" | "list" | "remove" | "clear"> & {
  /** The rule that this delivery meets, which is used up by it. */
  readonly take: (event: StoredEvent, endpoint: WebhookEndpoint) => DeliveryRule | null;
};

const isAbout = (event: StoredEvent, objectId: string): boolean =>
  isRecord(event.data.object) && event.data.object["id"] === objectId;

export function createDeliveryRules(chance: Chance): DeliveryRules {
  const wishes = createWishes<DeliveryRule>("rule", chance, (given, counted) => ({ ...given, ...counted }));
  return {
    ...wishes,
    take: (event, endpoint) =>
      wishes.take(
        (one) =>
          (one.type === "*" || one.type === event.type) &&
          (one.endpoint === null || one.endpoint === endpoint.id) &&
          (one.object === null || isAbout(event, one.object)),
      ),
  };
}
