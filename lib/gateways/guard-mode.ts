import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { crashPoint } from "@/lib/platform/crash-point";
import { expectsLive, paymentOffenses } from "@/lib/platform/env";
import { log } from "@/lib/platform/log";
import { aroundEachAsk } from "./around-each-ask";
import type { Gateway } from "./gateway";

function isOfOtherMode(value: unknown): boolean {
  return typeof value === "object" && value !== null && "isLive" in value && value.isLive !== expectsLive();
}

/** Asks only while no key is of the wrong mode, and believes no object of the other one. */
function guarded<Input extends unknown[], Value>(
  name: string,
  ask: (...input: Input) => Promise<GatewayOutcome<Value>>,
): (...input: Input) => Promise<GatewayOutcome<Value>> {
  return async (...input) => {
    const [offense] = paymentOffenses();
    if (offense !== undefined) {
      const message = `ABORT: ${offense.path} ${offense.message}. Nothing was sent.`;
      log.error({ operation: name, key: offense.path }, message);
      return { outcome: "not_sent", code: "environment_mismatch", message };
    }
    crashPoint("gateway.before_ask");
    const answer = await ask(...input);
    crashPoint("gateway.answered");
    if (answer.outcome !== "succeeded" && answer.outcome !== "pending") return answer;
    if (!isOfOtherMode(answer.value)) return answer;
    log.error({ operation: name }, "the gateway answered with an object of the other mode");
    return {
      outcome: "outcome_unknown",
      code: "mode_mismatch",
      message: "The gateway answered with an object of the other mode (live or test). It is not applied.",
    };
  };
}

/**
 * The gateway, asked only in the right mode: before each operation the keys are compared with the environment, after it the
 * object's own flag. The start of a process checks the same, once.
 */
export function guardMode(gateway: Gateway): Gateway {
  return aroundEachAsk(gateway, guarded);
}
