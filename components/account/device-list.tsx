import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Badge } from "../ui/badge";
import { Moment } from "../ui/moment";
import { SubmitButton } from "../ui/submit-button";
import { deviceName } from "./device-name";

interface Device {
  /** Public id. */
  readonly sessionId: string;
  readonly userAgent: string;
  readonly ipAddress: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly isThisOne: boolean;
}

interface DeviceListProps {
  readonly devices: readonly Device[];
  readonly locale: string;
  readonly timeZone: string;
  readonly signOut: FormAction;
}

/** The browsers that are signed in, each with the way to sign it out. */
export function DeviceList({ devices, locale, timeZone, signOut }: DeviceListProps) {
  return (
    <ul className="border-t border-ink" aria-label="Signed-in devices">
      {devices.map((device) => (
        <li
          key={device.sessionId}
          className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-3"
        >
          <div>
            <p className="flex flex-wrap items-baseline gap-x-3 font-semibold">
              {deviceName(device.userAgent)}
              {device.isThisOne && <Badge tone="done">This device</Badge>}
            </p>
            <p className="text-sm text-ink-soft">
              <span className="font-mono text-[0.9em]">{device.ipAddress}</span>, last seen{" "}
              <Moment at={device.lastSeenAt} locale={locale} timeZone={timeZone} precision="minute" />
            </p>
          </div>
          <ActionForm action={signOut}>
            <input type="hidden" name="sessionId" value={device.sessionId} />
            <SubmitButton
              variant="secondary"
              size="small"
              pendingLabel="Signing out…"
              aria-label={`Sign out ${deviceName(device.userAgent)}${device.isThisOne ? ", this device" : ""}`}
            >
              Sign out
            </SubmitButton>
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}
