import type { Metadata } from "next";
import { openConsole } from "@/app/(admin)/admin/_console/open-console";
import { listParameters, type SearchParameters } from "@/app/(admin)/admin/_console/parameters";
import { PersonCard } from "@/components/people/person-card";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TextField } from "@/components/ui/text-field";
import { publicId } from "@/lib/platform/ids";
import { listPeople } from "@/lib/queries/people/list-people";
import { disableLoginAction, enableLoginAction, revokeSessionAction } from "./actions";

export const metadata: Metadata = { title: "People" };

const LEAD = "Who may sign in, and where they are signed in now. Search to find customers too.";

interface PeoplePageProps {
  readonly searchParams: SearchParameters;
}

export default async function PeoplePage({ searchParams }: PeoplePageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("people.read"))
    return (
      <>
        <PageHeader title="People" />
        <EmptyState title="Your role does not show this page">
          Platform administrators and auditors see who may sign in.
        </EmptyState>
      </>
    );
  const search = (await listParameters(searchParams)).text("search");
  const people = await listPeople(actor, { search });
  const actions = {
    ...(may("session.revoke_any") ? { revoke: revokeSessionAction } : {}),
    ...(may("people.manage") ? { disable: disableLoginAction, enable: enableLoginAction } : {}),
  };
  return (
    <>
      <PageHeader title="People" lead={LEAD} />
      <search>
        <form className="mb-6 flex flex-wrap items-end gap-3">
          <TextField
            label="Name or e-mail"
            name="search"
            type="search"
            defaultValue={search}
            className="flex-1 basis-60"
          />
          <Button type="submit">Search</Button>
        </form>
      </search>
      {people.length === 0 && (
        <EmptyState title="Nobody by that name">Search for a part of a name or an address.</EmptyState>
      )}
      {people.map((person) => (
        <PersonCard
          key={person.loginId}
          person={{
            id: publicId("login", person.loginId),
            name: person.name,
            email: person.email,
            role: person.role,
            isDisabled: person.disabledAt !== null,
            isReader: person.loginId === actor.loginId,
            sessions: person.sessions.map((session) => ({ ...session, id: publicId("session", session.id) })),
          }}
          {...display}
          actions={actions}
        />
      ))}
    </>
  );
}
