import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/action-state";
import { PasswordField } from "./password-field";
import { PASSWORD_HINT } from "./password-hint";

interface ResetPasswordFormProps {
  readonly action: FormAction;
  readonly token: string;
}

export function ResetPasswordForm({ action, token }: ResetPasswordFormProps) {
  return (
    <ActionForm action={action} label="Set a new password" className="grid gap-5">
      <input type="hidden" name="token" value={token} />
      <PasswordField
        label="New password"
        autoComplete="new-password"
        hint={`${PASSWORD_HINT} You will be signed out on every device.`}
      />
      <SubmitButton size="large" pendingLabel="Saving…" className="justify-self-start">
        Save the new password
      </SubmitButton>
    </ActionForm>
  );
}
