import type { Metadata } from "next";
import Link from "next/link";
import { ForgotPasswordForm } from "@/components/auth/forgot-password-form";
import { Notice } from "@/components/ui/notice";
import { isMailboxOpen } from "@/lib/platform/is-mailbox-open";
import { forgotPasswordAction } from "./actions";

export const metadata: Metadata = { title: "Reset your password" };

export default function ForgotPasswordPage() {
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Reset your password</h1>
      <p>Enter the e-mail address of your account. We send a link with which you set a new password.</p>
      <ForgotPasswordForm action={forgotPasswordAction} />
      {isMailboxOpen() && (
        <Notice>
          Mails do not leave this demo. Look for yours in the{" "}
          <Link href="/mailbox" className="link">
            mailbox
          </Link>
          .
        </Notice>
      )}
      <p className="border-t pt-4">
        <Link href="/sign-in" className="link">
          Back to signing in
        </Link>
      </p>
    </>
  );
}
