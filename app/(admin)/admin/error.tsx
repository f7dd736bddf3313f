"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

interface ErrorPageProps {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page of the console broke. Reading changes nothing, so nothing is lost; the digest finds the line in the log. */
export default function ConsoleError({ error, reset }: ErrorPageProps) {
  return (
    <>
      <h1 className="sr-only">Problem</h1>
      <EmptyState
        title="This page could not be read"
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
            <LinkButton href="/admin/health">Look at health</LinkButton>
          </div>
        }
      >
        <p>Nothing was changed. The database may be away for a moment, or something of ours broke.</p>
        {error.digest && (
          <p className="mt-2 text-sm">
            In the log: <code className="font-mono">{error.digest}</code>
          </p>
        )}
      </EmptyState>
    </>
  );
}
