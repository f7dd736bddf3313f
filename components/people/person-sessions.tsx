import { ActionForm } from "@/components/ui/action-form";
import { Moment } from "@/components/ui/moment";
import { SubmitButton } from "@/components/ui/submit-button";
import type { FormAction } from "@/lib/schemas/action-state";
import { deviceWords } from "./device-words";

interface PersonSession {
  /** Public id, ses_… */
  readonly id: string;
  readonly userAgent: string;
  readonly ipAddress: string;
  readonly lastSeenAt: Date;
}

interface PersonSessionsProps {
  readonly personName: string;
  readonly sessions: readonly PersonSession[];
  readonly locale: string;
  readonly timeZone: string;
  /** Missing where the reader may look but not end. */
  readonly revokeAction?: FormAction | undefined;
}

/** Where somebody is signed in, each with a way to end it. */
export function PersonSessions({
  personName,
  sessions,
  locale,
  timeZone,
  revokeAction,
}: PersonSessionsProps) {
  if (sessions.length === 0) return <p className="text-ink-soft">Not signed in anywhere.</p>;
  return (
    <ul className="grid">
      {sessions.map((session) => {
        const device = deviceWords(session.userAgent);
        return (
          <li key={session.id} className="flex flex-wrap items-center justify-between gap-3 border-b py-2">
            <span className="grid">
              <span>{device}</span>
              <span className="text-sm text-ink-soft">
                {session.ipAddress}, last seen{" "}
                <Moment at={session.lastSeenAt} locale={locale} timeZone={timeZone} precision="minute" />
              </span>
            </span>
            {revokeAction && (
              <ActionForm action={revokeAction} label={`${personName}, ${device}`}>
                <input type="hidden" name="sessionId" value={session.id} />
                <SubmitButton variant="danger" size="small" pendingLabel="Ending…">
                  End session
                </SubmitButton>
              </ActionForm>
            )}
          </li>
        );
      })}
    </ul>
  );
}
