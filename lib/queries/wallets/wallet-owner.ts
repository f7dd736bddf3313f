import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";

/**
 * Whose wallet an actor may look into: customers into their own, whatever they ask for; staff with the right to read
 * customers into that of the customer they name. Null for anybody else.
 */
export function walletOwner(actor: Actor, customerId: string | null): string | null {
  switch (actor.kind) {
    case "customer":
      return customerId === null || customerId === actor.customerId ? actor.customerId : null;
    case "staff":
      return permits(actor, "customer.read") ? customerId : null;
    case "pay_link":
    case "system":
      return null;
  }
}
