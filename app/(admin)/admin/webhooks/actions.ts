"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import { parsePublicId } from "@/lib/platform/ids";
import type { ActionState } from "@/lib/schemas/action-state";
import { replayWebhookEventForm, replayWebhookEventsForm } from "@/lib/schemas/console-forms";
import { replayWebhookEvent } from "@/lib/services/webhooks/replay-webhook-event";
import { replayWebhookEvents } from "@/lib/services/webhooks/replay-webhook-events";

/** Puts an event back into the inbox; the worker applies it again. */
export async function replayWebhookEventAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = replayWebhookEventForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const eventId = parsePublicId("webhookEvent", parsed.data.eventId);
  if (eventId === null)
    return { status: "failed", failure: { kind: "not_found", code: "webhook_event_not_found" } };
  const replayed = await replayWebhookEvent(ctx, { eventId });
  if (replayed.ok) revalidatePath("/admin", "layout");
  return actionAnswer(replayed, "Back in the inbox. The worker applies it within seconds.");
}

/** Puts all events in a state back into the inbox. */
export async function replayWebhookEventsAction(
  _previous: ActionState,
  form: FormData,
): Promise<ActionState> {
  const ctx = await staffContext();
  const parsed = replayWebhookEventsForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { state, type } = parsed.data;
  const replayed = await replayWebhookEvents(ctx, { state, type: type === "" ? null : type });
  if (!replayed.ok) return actionAnswer(replayed);
  revalidatePath("/admin", "layout");
  const { eventCount } = replayed.value;
  return actionAnswer(
    replayed,
    eventCount === 1 ? "One event is back in the inbox." : `${eventCount} events are back in the inbox.`,
  );
}
