import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { WebhookEventState } from "@/lib/queries/console/list-webhook-events";
import { replayWebhookEventsAction } from "../webhooks/actions";

interface ReplayAllProps {
  readonly state: WebhookEventState | null;
  readonly type: string | null;
}

const REPLAYABLE: readonly string[] = ["failed", "dead", "parked"];

/** Puts everything that the filter shows back into the inbox, where its state can be replayed. */
export function ReplayAll({ state, type }: ReplayAllProps) {
  if (state === null || !REPLAYABLE.includes(state)) return null;
  return (
    <ActionForm
      action={replayWebhookEventsAction}
      label="Replay all of them"
      className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2"
    >
      <input type="hidden" name="state" value={state} />
      <input type="hidden" name="type" value={type ?? ""} />
      <SubmitButton size="small" pendingLabel="Putting them back…">
        Replay all that are {state}
        {type === null ? "" : ` of ${type}`}
      </SubmitButton>
    </ActionForm>
  );
}
