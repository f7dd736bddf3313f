import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { currentActor } from "@/lib/auth/current-actor";
import { safeNextPath } from "@/lib/auth/safe-next-path";
import { signUpAction } from "./actions";

export const metadata: Metadata = { title: "Create an account" };

interface SignUpPageProps {
  readonly searchParams: Promise<{ readonly next?: string | string[] }>;
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const next = safeNextPath((await searchParams).next, "");
  if ((await currentActor()) !== null) redirect(next || "/");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Create an account</h1>
      <SignUpForm action={signUpAction} next={next} />
      <p className="border-t pt-4">
        Have an account already?{" "}
        <Link href={next ? `/sign-in?next=${encodeURIComponent(next)}` : "/sign-in"} className="link">
          Sign in
        </Link>
      </p>
    </>
  );
}
