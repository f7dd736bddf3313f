"use client";

import { AwayNotice } from "@/components/ui/away-notice";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useTryAgain } from "@/components/ui/use-try-again";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** Something of ours broke, or our records are out of reach. Whether money moved is not known here, so nothing is said about it but where to look. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  const { again, isAway } = useTryAgain(reset);
  const tryAgain = (
    <Button variant="primary" onClick={again}>
      Try again
    </Button>
  );
  if (isAway)
    return (
      <main id="content" className="mx-auto max-w-2xl px-4 py-16">
        <AwayNotice action={tryAgain} />
      </main>
    );
  return (
    <main id="content" className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState title="This page could not be shown" action={tryAgain}>
        <p>
          Something on our side went wrong. If you were paying, look at the order first: it says whether the
          payment arrived.
        </p>
        {error.digest && (
          <p className="mt-2 text-sm">
            For support: <code className="font-mono">{error.digest}</code>
          </p>
        )}
      </EmptyState>
    </main>
  );
}
