import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

interface ClockFormsProps {
  readonly action: FormAction;
  /** Names this showing of the page, so that a move that is sent twice is made once. */
  readonly moveKey: string;
  readonly hasNext: boolean;
}

const SHORTCUTS = [
  { amount: "1", unit: "hours", label: "1 hour" },
  { amount: "1", unit: "days", label: "1 day" },
  { amount: "7", unit: "days", label: "1 week" },
  { amount: "30", unit: "days", label: "30 days" },
] as const;

/** Moves the clock: to the next event, by a usual step, or by any number of hours or days. */
export function ClockForms({ action, moveKey, hasNext }: ClockFormsProps) {
  return (
    <div className="grid gap-6">
      <div className="flex flex-wrap items-start gap-3">
        {hasNext && (
          <ActionForm action={action} label="To the next event" className="grid gap-2">
            <input type="hidden" name="kind" value="next" />
            <input type="hidden" name="moveKey" value={moveKey} />
            <SubmitButton pendingLabel="Moving…">To the next event</SubmitButton>
          </ActionForm>
        )}
        {SHORTCUTS.map(({ amount, unit, label }) => (
          <ActionForm key={label} action={action} label={`Forward ${label}`} className="grid gap-2">
            <input type="hidden" name="kind" value="by" />
            <input type="hidden" name="moveKey" value={moveKey} />
            <input type="hidden" name="amount" value={amount} />
            <input type="hidden" name="unit" value={unit} />
            <SubmitButton variant="secondary" pendingLabel="Moving…">
              {label}
            </SubmitButton>
          </ActionForm>
        ))}
      </div>
      <ActionForm
        action={action}
        label="Forward by"
        className="flex max-w-xl flex-wrap items-end gap-3"
        resetsWhenDone
      >
        <input type="hidden" name="kind" value="by" />
        <input type="hidden" name="moveKey" value={moveKey} />
        <TextField
          label="Forward by"
          name="amount"
          inputMode="numeric"
          autoComplete="off"
          required
          className="w-32"
        />
        <Select
          label="Unit"
          name="unit"
          options={[
            { value: "days", label: "Days" },
            { value: "hours", label: "Hours" },
          ]}
        />
        <SubmitButton variant="secondary" pendingLabel="Moving…">
          Move the clock
        </SubmitButton>
      </ActionForm>
    </div>
  );
}
