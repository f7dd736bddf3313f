import type { NoticePolicy } from "@/lib/domain/notices/notice-policy";
import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

interface NoticePolicyFormProps {
  readonly action: FormAction;
  readonly policy: NoticePolicy;
  readonly supportEmail: string;
  readonly locale: string;
}

/** When customers are reminded, who is told of alerts, and the reason for a change. */
export function NoticePolicyForm({ action, policy, supportEmail, locale }: NoticePolicyFormProps) {
  return (
    <ActionForm action={action} className="grid max-w-2xl gap-4" locale={locale}>
      <TextField
        label="Reminders, in days from the due day"
        name="reminderDays"
        autoComplete="off"
        defaultValue={policy.reminderDays.join(", ")}
        hint="-3 is three days before, 0 on the day, 7 a week after. At most twelve. Empty: nobody is reminded."
      />
      <TextField
        label="Hour of the day"
        name="reminderHour"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={String(policy.reminderHour)}
        hint="From 8 to 19, in your time zone: nobody is reminded at night."
        required
      />
      <TextField
        label="Alerts are written to"
        name="alertEmail"
        type="email"
        autoComplete="off"
        defaultValue={policy.alertEmail ?? ""}
        hint={`Empty: ${supportEmail}.`}
      />
      <TextArea label="Reason" name="reason" required maxLength={500} hint="It is kept with the record." />
      <div>
        <SubmitButton pendingLabel="Changing…">Change the policy</SubmitButton>
      </div>
    </ActionForm>
  );
}
