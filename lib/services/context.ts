import type { Actor } from "@/lib/domain/actor";
import type { Clock } from "@/lib/platform/clock";

/** Who asks, when, and under which trace: the first argument of every service. */
export interface ServiceContext<A extends Actor = Actor> {
  readonly actor: A;
  readonly traceId: string;
  readonly ipAddress: string | null;
  readonly clock: Clock;
}
