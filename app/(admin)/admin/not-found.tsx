import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";

export default function ConsoleNotFound() {
  return (
    <>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        title="There is no such record here"
        action={<LinkButton href="/admin">To the console</LinkButton>}
      >
        The address may be incomplete, or the record belongs to another merchant.
      </EmptyState>
    </>
  );
}
