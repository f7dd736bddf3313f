import { type ClockMove, clockTarget } from "@/lib/domain/time/clock-move";
import { requirePermission } from "@/lib/domain/permissions";
import { err, ok, type Result } from "@/lib/domain/result";
import { recordAuditEvent } from "@/lib/audit/record-audit-event";
import { lockClock, updateClock } from "@/lib/db/business-clock";
import { findDatedWork } from "@/lib/db/dated-work";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { hasSandboxClock, moveSandboxClock } from "@/lib/gateways/test-clock";
import { systemClock } from "@/lib/platform/clock";
import { isClockMovable } from "@/lib/platform/is-clock-movable";
import type { ServiceContext } from "../context";
import { doOnce } from "../operations/do-once";
import { followClock } from "./follow-clock";

export interface MoveClock {
  /** Names this showing of the form: sent twice, the clock moves once. */
  readonly moveKey: string;
  readonly move: ClockMove;
}

async function moveOurs(tx: Tx, ctx: ServiceContext, move: ClockMove): Promise<Result<{ to: string }>> {
  const { offsetMs } = await lockClock(tx);
  const machineMs = systemClock.now().getTime();
  const now = new Date(machineMs + offsetMs);
  const [next] = move.kind === "next" ? await findDatedWork(now, tx) : [];
  const target = clockTarget(now, move, next?.at ?? null);
  if (target === null)
    return err({
      kind: "rejected",
      code: move.kind === "next" ? "nothing_scheduled" : "clock_move_out_of_range",
    });
  await updateClock(tx, { offsetMs: target.getTime() - machineMs, movedBy: ctx.actor.name });
  await recordAuditEvent(tx, ctx, {
    eventType: "clock.moved",
    command: "move-clock",
    outcome: "succeeded",
    changes: { before: now.toISOString(), after: target.toISOString(), event: next?.kind ?? null },
  });
  return ok({ to: target.toISOString() });
}

/**
 * Moves the business clock of the whole installation forward, and the sandbox's with it: what falls due until then is done by
 * the worker at once. Refused where money or customers are real. Asked again after the sandbox could not be reached, it goes
 * on from there.
 */
export async function moveClock(ctx: ServiceContext, command: MoveClock): Promise<Result<{ to: Date }>> {
  const permitted = requirePermission(ctx.actor, "clock.move");
  if (!permitted.ok) return permitted;
  if (!isClockMovable()) return err({ kind: "rejected", code: "clock_not_movable" });
  const operation = { name: `clock:${command.moveKey}`, command: "move-clock", input: command.move };
  const moved = await inTransaction((tx) =>
    doOnce<{ to: string }>(tx, ctx, operation, {
      answerOf: (stored) => ({ to: stored["to"] ?? "" }),
      run: () => moveOurs(tx, ctx, command.move),
    }),
  );
  if (!moved.ok) return moved;
  const to = new Date(moved.value.to);
  await followClock(0);
  if (hasSandboxClock() && !(await moveSandboxClock(to)))
    return err({ kind: "unavailable", code: "gateway_not_reached" });
  return ok({ to });
}
