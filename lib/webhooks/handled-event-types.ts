import { gatewayFor } from "@/lib/gateways/registry";

/** Event types that do something here; all others are recorded and ignored. For the console's list. */
export function handledEventTypes(gateway: string): readonly string[] {
  return gatewayFor(gateway).handledEventTypes;
}
