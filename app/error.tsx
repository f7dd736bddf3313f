"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** Something of ours broke. Whether money moved is not known here, so nothing is said about it but where to look. */
export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main id="content" className="mx-auto max-w-2xl px-4 py-16">
      <EmptyState
        title="This page could not be shown"
        action={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      >
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
