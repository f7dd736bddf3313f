import type { AuditFacts, Occasion } from "@/lib/audit/record-audit-event";
import { recordCall } from "@/lib/audit/record-call";
import type { Actor } from "@/lib/domain/actor";
import { callEnd, type CallNames } from "@/lib/domain/payments/gateway-call";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { recordedAttempt } from "@/lib/platform/call-scope";
import { isId } from "@/lib/platform/ids";
import { scrub } from "@/lib/platform/log";

/** What of ours a call is about, as far as whoever asks knows. */
export interface CallSubject {
  readonly orderId?: string;
  readonly paymentId?: string;
}

/** A call of a gateway that was answered, or given up. */
export interface GatewayCall {
  /** Null where only the operation knows which. */
  readonly gateway: string | null;
  /** Such as create-payment. */
  readonly command: string;
  readonly names: CallNames;
  readonly asked: GatewayOutcome<unknown>;
  readonly durationMs: number;
  readonly tryCount: number;
}

/** What goes on record of a call: no payload, no secret, and of what went wrong the gateway's own words without any. */
function callFacts(subject: CallSubject, call: GatewayCall): AuditFacts {
  const { names, gateway, command, durationMs, tryCount } = call;
  const { outcome, errorClass, decline } = callEnd(call.asked);
  const attempt = recordedAttempt();
  return {
    ...subject,
    eventType: `gateway.${command.replaceAll("-", "_")}`,
    command: attempt?.command ?? command,
    outcome,
    ...(names.gatewayPaymentId === undefined ? {} : { gatewayPaymentId: names.gatewayPaymentId }),
    ...(names.amount === undefined ? {} : { amount: names.amount }),
    ...(names.idempotencyKey === undefined ? {} : { idempotencyKey: names.idempotencyKey }),
    ...(names.card ? { card: names.card } : {}),
    ...(decline === null ? {} : { decline: { ...decline, message: scrub(decline.message) } }),
    changes: {
      gateway,
      objectId: names.objectId ?? null,
      errorClass,
      durationMs: Math.round(durationMs),
      tryCount,
      ...(attempt === null ? {} : { attempt: attempt.attempt }),
    },
  };
}

/** Puts a call on record, under the trace of whoever asked. About what is no merchant's of ours there is no record. */
export function recordGatewayCall(
  caller: Omit<Occasion, "actor"> & { readonly actor: Actor | null },
  subject: CallSubject,
  call: GatewayCall,
): void {
  const { merchantId = null, paymentId = null } = call.names;
  const owner = merchantId !== null && isId(merchantId) ? merchantId : null;
  const actor: Actor | null =
    caller.actor ?? (owner === null ? null : { kind: "system", merchantId: owner, name: "Remit" });
  if (actor === null) return;
  const named = paymentId !== null && isId(paymentId) ? { paymentId } : {};
  recordCall({ ...caller, actor }, callFacts({ ...named, ...subject }, call));
}
