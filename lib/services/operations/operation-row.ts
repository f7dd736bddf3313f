import { actorLoginId } from "@/lib/domain/actor";
import type { OperationRow } from "@/lib/db/operations";
import { inputHash } from "@/lib/platform/input-hash";
import type { ServiceContext } from "../context";

/** What an act is about. The name is its idempotency key within the merchant. */
export interface OperationDraft {
  /** Derived from what is to be done, such as order:<id>:cancel, or from the key that a page was rendered with. */
  readonly name: string;
  readonly command: string;
  /** Everything that the outcome depends on: the same name with another input is another wish. */
  readonly input: unknown;
  readonly orderId?: string;
  readonly paymentId?: string;
}

/** The act as it is stored, with who began it and under which trace. */
export function operationRow(ctx: ServiceContext, draft: OperationDraft): OperationRow {
  return {
    merchantId: ctx.actor.merchantId,
    name: draft.name,
    command: draft.command,
    inputHash: inputHash(draft.input),
    orderId: draft.orderId ?? null,
    paymentId: draft.paymentId ?? null,
    actorKind: ctx.actor.kind,
    actorId: actorLoginId(ctx.actor),
    actorName: ctx.actor.name,
    traceId: ctx.traceId,
  };
}
