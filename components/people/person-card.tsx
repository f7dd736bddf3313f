import { ActionForm } from "@/components/ui/action-form";
import { Badge } from "@/components/ui/badge";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Role } from "@/lib/domain/actor";
import type { FormAction } from "@/lib/schemas/action-state";
import { DisablePerson } from "./disable-person";
import { PersonSessions } from "./person-sessions";
import { ROLE_WORDS } from "./role-words";

interface PersonCardProps {
  readonly person: {
    /** Public id, usr_… */
    readonly id: string;
    readonly name: string;
    readonly email: string;
    readonly role: Role;
    readonly isDisabled: boolean;
    readonly isReader: boolean;
    readonly sessions: Parameters<typeof PersonSessions>[0]["sessions"];
  };
  readonly locale: string;
  readonly timeZone: string;
  readonly actions: {
    readonly revoke?: FormAction;
    readonly disable?: FormAction;
    readonly enable?: FormAction;
  };
}

/** Somebody who may sign in: who, as what, from where, and what can be done about it. */
export function PersonCard({ person, locale, timeZone, actions }: PersonCardProps) {
  return (
    <article aria-label={person.name} className="grid gap-2 border-t border-ink py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-2">
        <h2 className="text-lg font-semibold">
          {person.name} {person.isReader && <span className="text-sm font-normal text-ink-soft">(you)</span>}
        </h2>
        <div className="flex flex-wrap items-center gap-3">
          {person.isDisabled && <Badge tone="ended">Closed</Badge>}
          {!person.isDisabled && !person.isReader && actions.disable && (
            <DisablePerson loginId={person.id} name={person.name} action={actions.disable} />
          )}
          {person.isDisabled && actions.enable && (
            <ActionForm action={actions.enable} label={`Open the login of ${person.name}`}>
              <input type="hidden" name="loginId" value={person.id} />
              <SubmitButton variant="secondary" size="small" pendingLabel="Opening…">
                Open login again
              </SubmitButton>
            </ActionForm>
          )}
        </div>
      </div>
      <p className="text-sm text-ink-soft">
        {ROLE_WORDS[person.role]}, {person.email}
      </p>
      <PersonSessions
        personName={person.name}
        sessions={person.sessions}
        locale={locale}
        timeZone={timeZone}
        revokeAction={actions.revoke}
      />
    </article>
  );
}
