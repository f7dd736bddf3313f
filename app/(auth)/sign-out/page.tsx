import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SubmitButton } from "@/components/ui/submit-button";
import { currentActor } from "@/lib/auth/current-actor";
import { signOutAction } from "./actions";

export const metadata: Metadata = { title: "Sign out" };

export default async function SignOutPage() {
  const actor = await currentActor();
  if (actor === null) redirect("/sign-in");
  return (
    <>
      <h1 className="text-2xl font-semibold tracking-tight">Sign out</h1>
      <p>You are signed in as {actor.name}.</p>
      <form action={signOutAction}>
        <SubmitButton size="large" pendingLabel="Signing out…">
          Sign out
        </SubmitButton>
      </form>
    </>
  );
}
