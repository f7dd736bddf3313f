import Link from "next/link";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/action-state";
import { EmailField } from "./email-field";
import { PasswordField } from "./password-field";

interface SignInFormProps {
  readonly action: FormAction;
  /** Where to go afterwards; the action judges it again. */
  readonly next: string;
}

export function SignInForm({ action, next }: SignInFormProps) {
  return (
    <ActionForm action={action} label="Sign in" className="grid gap-5">
      <input type="hidden" name="next" value={next} />
      <EmailField autoComplete="username" />
      <PasswordField label="Password" autoComplete="current-password" />
      <div className="flex flex-wrap items-center justify-between gap-4">
        <SubmitButton size="large" pendingLabel="Signing in…">
          Sign in
        </SubmitButton>
        <Link href="/forgot-password" className="inline-flex min-h-6 items-center link">
          Forgot your password?
        </Link>
      </div>
    </ActionForm>
  );
}
