import type { Metadata } from "next";
import { ResetPasswordForm } from "@/components/auth/reset-password-form";
import { LinkButton } from "@/components/ui/link-button";
import { Notice } from "@/components/ui/notice";
import { resetPasswordAction } from "./actions";

// The address of this page holds a secret: it goes to no other site, and into no index.
export const metadata: Metadata = {
  title: "Set a new password",
  referrer: "no-referrer",
  robots: { index: false, follow: false },
};

interface ResetPasswordPageProps {
  readonly searchParams: Promise<{ readonly token?: string | string[] }>;
}

export default async function ResetPasswordPage({ searchParams }: ResetPasswordPageProps) {
  const { token } = await searchParams;
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Set a new password</h1>
      {typeof token === "string" && token !== "" ? (
        <ResetPasswordForm action={resetPasswordAction} token={token} />
      ) : (
        <Notice
          tone="danger"
          action={
            <LinkButton href="/forgot-password" variant="primary">
              Ask for a link
            </LinkButton>
          }
        >
          This page needs the link from your mail. Open it from there, or ask for a new one.
        </Notice>
      )}
    </>
  );
}
