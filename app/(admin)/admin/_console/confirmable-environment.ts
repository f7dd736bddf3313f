import "server-only";
import { env, expectsLive } from "@/lib/platform/env";

/** The environment's name where acts that move money have to confirm it; null where no money is real. */
export function confirmableEnvironment(): string | null {
  return expectsLive() ? env().DEPLOY_ENV : null;
}
