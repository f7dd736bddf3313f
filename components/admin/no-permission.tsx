import { EmptyState } from "../ui/empty-state";
import { LinkButton } from "../ui/link-button";

/** What a member of staff sees where the role does not reach: that the page is there, and who to ask. */
export function NoPermission({ role }: { readonly role: string }) {
  return (
    <>
      <h1 className="sr-only">Not for this role</h1>
      <EmptyState
        title="Your role does not see this page"
        action={<LinkButton href="/admin">To the console&apos;s start</LinkButton>}
      >
        You are signed in as {role}. A platform administrator can say who does.
      </EmptyState>
    </>
  );
}
