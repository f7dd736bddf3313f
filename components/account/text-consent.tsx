import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { SubmitButton } from "../ui/submit-button";
import { TextField } from "../ui/text-field";

interface TextConsentProps {
  readonly agree: FormAction;
  readonly end: FormAction;
  /** The number that is texted; null for none. */
  readonly phone: string | null;
  /** What is agreed to, word for word. */
  readonly wording: string;
  readonly locale: string;
}

/** Consent to text messages, given and ended. */
export function TextConsent({ agree, end, phone, wording, locale }: TextConsentProps) {
  if (phone !== null)
    return (
      <ActionForm action={end} className="grid gap-3" locale={locale}>
        <p>
          We text <span className="figures">{phone}</span>. You can also answer STOP to any of our texts.
        </p>
        <div>
          <SubmitButton variant="secondary" pendingLabel="Ending…">
            End text messages
          </SubmitButton>
        </div>
      </ActionForm>
    );
  return (
    <ActionForm action={agree} className="grid max-w-xl gap-4" locale={locale}>
      <TextField
        label="Mobile number"
        name="phone"
        type="tel"
        autoComplete="tel"
        hint="With its country, such as +49 170 1234567."
        required
      />
      <Checkbox name="hasConsent" label={wording} />
      <div>
        <SubmitButton pendingLabel="Saving…">Text me</SubmitButton>
      </div>
    </ActionForm>
  );
}
