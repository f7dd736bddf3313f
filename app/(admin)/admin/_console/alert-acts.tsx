import { ActionForm } from "@/components/ui/action-form";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import { isUnfinished } from "@/lib/domain/alerts/alert";
import { publicId } from "@/lib/platform/ids";
import type { AlertListRow } from "@/lib/queries/console/list-alerts";
import { handleAlertAction } from "../alerts/actions";

const ENDS = [
  { value: "resolved", label: "Resolved: the cause is gone" },
  { value: "false_alarm", label: "False alarm: nothing was wrong" },
];

function Take({ alertId, locale }: { readonly alertId: string; readonly locale: string }) {
  return (
    <ActionForm action={handleAlertAction} label="Take this alert" locale={locale}>
      <input type="hidden" name="alertId" value={alertId} />
      <input type="hidden" name="act" value="acknowledged" />
      <SubmitButton variant="secondary" pendingLabel="Taking it…">
        I see to it
      </SubmitButton>
    </ActionForm>
  );
}

/** What can be done about an alert that has not ended: take it, or end it with a note. */
export function AlertActs({ alert, locale }: { readonly alert: AlertListRow; readonly locale: string }) {
  if (!isUnfinished(alert.state)) return null;
  const alertId = publicId("alert", alert.id);
  return (
    <Section title="What to do" aside={alert.state === "open" ? "nobody has taken it" : undefined}>
      <Take alertId={alertId} locale={locale} />
      <ActionForm
        action={handleAlertAction}
        className="grid gap-4 border-t pt-4"
        label="End this alert"
        locale={locale}
      >
        <input type="hidden" name="alertId" value={alertId} />
        <Select label="End it as" name="act" options={ENDS} defaultValue="resolved" />
        <TextArea
          label="Note"
          name="note"
          required
          maxLength={500}
          hint="What it was and what was done. It is kept with the alert; never write a card number."
        />
        <div>
          <SubmitButton pendingLabel="Ending it…">End the alert</SubmitButton>
        </div>
      </ActionForm>
    </Section>
  );
}
