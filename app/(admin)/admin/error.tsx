"use client";

import { AwayNotice } from "@/components/ui/away-notice";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import { useTryAgain } from "@/components/ui/use-try-again";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page of the console broke. Reading changes nothing, so nothing is lost; the digest finds the line in the log. */
export default function ConsoleError({ error, reset }: ErrorPageProps) {
  const { again, isAway } = useTryAgain(reset);
  const actions = (
    <div className="flex flex-wrap justify-center gap-2">
      <Button variant="primary" onClick={again}>
        Try again
      </Button>
      <LinkButton href="/admin/health">Look at health</LinkButton>
    </div>
  );
  if (isAway) return <AwayNotice action={actions} />;
  return (
    <>
      <h1 className="sr-only">Problem</h1>
      <EmptyState title="This page could not be read" action={actions}>
        <p>Nothing was changed. Something of ours broke.</p>
        {error.digest && (
          <p className="mt-2 text-sm">
            In the log: <code className="font-mono">{error.digest}</code>
          </p>
        )}
      </EmptyState>
    </>
  );
}
