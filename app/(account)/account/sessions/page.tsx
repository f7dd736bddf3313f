import type { Metadata } from "next";
import { DeviceList } from "@/components/account/device-list";
import { ActionForm } from "@/components/ui/action-form";
import { PageHeader } from "@/components/ui/page-header";
import { SubmitButton } from "@/components/ui/submit-button";
import { currentSessionId } from "@/lib/auth/current-actor";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { publicId } from "@/lib/platform/ids";
import { ownSessions } from "@/lib/queries/people/own-sessions";
import { revokeOtherSessionsAction, revokeSessionAction } from "./actions";

export const metadata: Metadata = { title: "Devices" };

export default async function SessionsPage() {
  const [{ actor }, merchant, currentId] = await Promise.all([
    customerContext(),
    currentMerchant(),
    currentSessionId(),
  ]);
  const sessions = await ownSessions(actor, currentId);
  return (
    <>
      <PageHeader
        title="Devices"
        lead="Where you are signed in. If one of these is not yours, sign it out and change your password."
      />
      <div className="grid gap-6">
        <DeviceList
          locale={merchant.locale}
          timeZone={merchant.timeZone}
          signOut={revokeSessionAction}
          devices={sessions.map((session) => ({
            ...session,
            sessionId: publicId("session", session.id),
            isThisOne: session.isCurrent,
          }))}
        />
        {sessions.length > 1 && (
          <ActionForm
            action={revokeOtherSessionsAction}
            label="Sign out all other devices"
            className="grid justify-items-start gap-3"
          >
            <SubmitButton variant="secondary" pendingLabel="Signing out…">
              Sign out all other devices
            </SubmitButton>
          </ActionForm>
        )}
      </div>
    </>
  );
}
