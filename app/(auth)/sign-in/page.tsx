import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { Notice } from "@/components/ui/notice";
import { currentActor } from "@/lib/auth/current-actor";
import { safeNextPath } from "@/lib/auth/safe-next-path";
import { signInAction } from "./actions";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  readonly searchParams: Promise<{
    readonly next?: string | string[];
    readonly reset?: string;
    readonly error?: string;
  }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { next: given, reset, error } = await searchParams;
  const next = safeNextPath(given, "");
  const actor = await currentActor();
  if (actor !== null) redirect(next || (actor.kind === "customer" ? "/" : "/admin"));
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Sign in</h1>
      {reset === "done" && <Notice tone="done">Your password is changed. Sign in with the new one.</Notice>}
      {error !== undefined && (
        <Notice tone="danger">
          E-mail address and password do not go together. Check both, or reset the password.
        </Notice>
      )}
      <SignInForm action={signInAction} next={next} />
      <p className="border-t pt-4">
        New here?{" "}
        <Link href={next ? `/sign-up?next=${encodeURIComponent(next)}` : "/sign-up"} className="link">
          Create an account
        </Link>
      </p>
    </>
  );
}
