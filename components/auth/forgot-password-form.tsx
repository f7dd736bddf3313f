import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/action-state";
import { EmailField } from "./email-field";

export function ForgotPasswordForm({ action }: { readonly action: FormAction }) {
  return (
    <ActionForm action={action} label="Reset your password" className="grid gap-5">
      <EmailField autoComplete="email" />
      <SubmitButton size="large" pendingLabel="Sending…" className="justify-self-start">
        Send the link
      </SubmitButton>
    </ActionForm>
  );
}
