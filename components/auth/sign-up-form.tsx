import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextField } from "@/components/ui/text-field";
import type { FormAction } from "@/lib/schemas/action-state";
import { EmailField } from "./email-field";
import { PasswordField } from "./password-field";
import { PASSWORD_HINT } from "./password-hint";

interface SignUpFormProps {
  readonly action: FormAction;
  readonly next: string;
}

export function SignUpForm({ action, next }: SignUpFormProps) {
  return (
    <ActionForm action={action} label="Create an account" className="grid gap-5">
      <input type="hidden" name="next" value={next} />
      <TextField label="Name" name="name" autoComplete="name" required maxLength={100} />
      <EmailField autoComplete="username" />
      <PasswordField
        label="Password"
        autoComplete="new-password"
        hint={`${PASSWORD_HINT} Several words that do not belong together are good.`}
      />
      <SubmitButton size="large" pendingLabel="Creating your account…" className="justify-self-start">
        Create account
      </SubmitButton>
    </ActionForm>
  );
}
