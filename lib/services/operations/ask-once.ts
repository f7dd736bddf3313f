import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { type OperationEnd, operationEnd } from "@/lib/domain/operations/operation-end";
import { beginAsking, endAsking, type OperationAnswer } from "@/lib/db/operations";
import type { ServiceContext } from "../context";
import { askOnRecord } from "./ask-on-record";
import { type OperationDraft, operationRow } from "./operation-row";

/** Something that a gateway is asked to do, and how it would be found again. */
export interface Asking<T> {
  readonly ask: (idempotencyKey: string) => Promise<GatewayOutcome<T>>;
  /** Ids of the answer that are worth remembering; never a secret. */
  readonly answerOf: (value: T) => OperationAnswer;
  /** Whether it makes an object, of which there must never be two: then what was done is looked for, not done again. */
  readonly isOnce?: boolean;
  /** Looks for what an asking may have left at the gateway. Null when there is nothing. */
  readonly lookUp?: () => Promise<GatewayOutcome<T | null>>;
}

/** The gateway has worked on it and repeats how that ended: nothing of it is underway any more. */
const KEPT_FAILURE = "failure_kept";

/** What there is at the gateway; "nothing" where it says so itself; null where nobody knows. */
async function look<T>(lookUp: Asking<T>["lookUp"]): Promise<{ readonly value: T } | "nothing" | null> {
  const found = await lookUp?.();
  if (found?.outcome !== "succeeded" && found?.outcome !== "pending") return null;
  return found.value === null ? "nothing" : { value: found.value };
}

/** One attempt: begun, asked, and written down how it ended; where that is not known, the gateway is asked what became of it. */
async function attemptOnce<T>(
  ctx: ServiceContext,
  draft: OperationDraft,
  { ask, answerOf, lookUp, isOnce = false }: Asking<T>,
): Promise<{ asked: GatewayOutcome<T>; neverHappened: boolean }> {
  const row = operationRow(ctx, draft);
  const { attempt, mustLookFirst } = await beginAsking(row, { isOnce });
  const end = (how: OperationEnd) =>
    endAsking({ merchantId: row.merchantId, name: row.name, attempt, ...how });
  const before = mustLookFirst && lookUp !== undefined ? await look(lookUp) : "nothing";
  if (before === null) {
    await end({ state: "outcome_unknown", answer: {}, reason: "not_looked_up" });
    const message = "An earlier attempt could not be looked up.";
    return { asked: { outcome: "outcome_unknown", code: "not_looked_up", message }, neverHappened: false };
  }
  const asked: GatewayOutcome<T> =
    before === "nothing"
      ? await askOnRecord(ctx, draft, attempt, { ask, answerOf })
      : { outcome: "succeeded", value: before.value };
  await end(operationEnd(asked, answerOf));
  if (asked.outcome !== "outcome_unknown") return { asked, neverHappened: false };
  const after = await look(lookUp);
  if (after === null) return { asked, neverHappened: false };
  if (after === "nothing" && asked.code !== KEPT_FAILURE) {
    // It may be underway still and arrive later: only the same key keeps it from being done twice then.
    return { asked, neverHappened: false };
  }
  if (after === "nothing") {
    await end({ state: "refused", answer: {}, reason: "never_happened" });
    return { asked, neverHappened: true };
  }
  await end({ state: "done", answer: answerOf(after.value), reason: null });
  return { asked: { outcome: "succeeded", value: after.value }, neverHappened: false };
}

/**
 * Asks a gateway to do something, under a key that is written down before. However often it is asked, and whatever breaks in
 * between, the gateway does it once: what is open is asked for under the same key; once the gateway may have forgotten the
 * key, or has kept a failure under it, the object is looked for before there is another attempt.
 */
export async function askOnce<T>(
  ctx: ServiceContext,
  draft: OperationDraft,
  asking: Asking<T>,
): Promise<GatewayOutcome<T>> {
  const first = await attemptOnce(ctx, draft, asking);
  return first.neverHappened ? (await attemptOnce(ctx, draft, asking)).asked : first.asked;
}
