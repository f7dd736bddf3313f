import { actorOfLogin } from "@/lib/domain/people/actor-of-login";
import type { Role } from "@/lib/domain/actor";
import { sessionExpiresAt } from "@/lib/domain/people/session-life";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { insertSession } from "@/lib/db/sessions";
import type { Tx } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { ServiceContext } from "@/lib/services/context";

/** What a browser's cookie has to name, and until when. */
export interface SignedIn {
  readonly merchantId: string;
  readonly sessionId: string;
  readonly role: Role;
  readonly expiresAt: Date;
}

/** Header texts are kept to recognize a device by, not to store what somebody sends. */
const USER_AGENT_LENGTH_MAX = 300;

/** Opens a session for a login whose owner has just proved who they are, inside the caller's transaction. */
export async function startSession(
  tx: Tx,
  ctx: ServiceContext,
  command: {
    readonly login: {
      readonly merchantId: string;
      readonly id: string;
      readonly role: Role;
      readonly customerId: string | null;
      readonly name: string;
    };
    readonly userAgent: string;
  },
): Promise<SignedIn> {
  const { login } = command;
  const createdAt = ctx.clock.now();
  const expiresAt = sessionExpiresAt(login.role, createdAt);
  const sessionId = newId();
  await insertSession(tx, {
    merchantId: login.merchantId,
    id: sessionId,
    loginId: login.id,
    userAgent: command.userAgent.replace(/[^\x20-\x7e]/g, "").slice(0, USER_AGENT_LENGTH_MAX),
    ipAddress: ctx.ipAddress ?? "unknown",
    createdAt,
    expiresAt,
  });
  const actor = actorOfLogin({ ...login, loginId: login.id });
  await recordAuditEvent(
    tx,
    { ...ctx, actor },
    { eventType: "session.started", command: "start-session", outcome: "succeeded", changes: { sessionId } },
  );
  return { merchantId: login.merchantId, sessionId, role: login.role, expiresAt };
}
