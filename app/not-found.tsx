import type { Metadata } from "next";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <main id="content" className="mx-auto max-w-2xl px-4 py-16">
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is no such page here"
        action={
          <LinkButton href="/" variant="primary">
            To the catalog
          </LinkButton>
        }
      >
        The address may be incomplete, or what it names belongs to somebody else. If you are signed in with
        another account, that one may see it.
      </EmptyState>
    </main>
  );
}
