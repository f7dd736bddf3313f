import { publicId } from "@/lib/platform/ids";
import type { AlertForMail } from "@/lib/queries/notifications/alert-for-mail";
import type { MailContent } from "../mail-content";
import { framed, type MailFrame } from "../mail-frame";

/** To staff: that something needs attention, what kind of thing, and the way to it. */
export function alertRaisedMail(frame: MailFrame, alert: AlertForMail): MailContent {
  return framed(frame, frame.words.alertRaised(alert.kind.replaceAll("_", " "), alert.severity), {
    href: `${frame.appUrl}/admin/alerts/${publicId("alert", alert.alertId)}`,
  });
}
