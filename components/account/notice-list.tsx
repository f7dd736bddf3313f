import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import { Moment } from "../ui/moment";

interface NoticeListProps {
  readonly notices: readonly {
    readonly id: string;
    readonly channel: string;
    readonly subject: string;
    readonly toAddress: string;
    readonly state: DeliveryState;
    readonly at: Date;
  }[];
  readonly display: { readonly locale: string; readonly timeZone: string };
}

const STATE_WORDS = {
  queued: "On its way to",
  sending: "On its way to",
  sent: "Sent to",
  failed: "Could not be sent to",
  unconfirmed: "May not have reached",
  bounced: "Came back from",
} as const satisfies Record<DeliveryState, string>;

/** What a customer was told lately, and whether it left. */
export function NoticeList({ notices, display }: NoticeListProps) {
  if (notices.length === 0) return <p className="border-t border-ink py-2.5 text-ink-soft">Nothing yet.</p>;
  return (
    <ul className="border-t border-ink">
      {notices.map((notice) => (
        <li key={notice.id} className="grid gap-0.5 border-b py-2">
          <p className="font-medium wrap-anywhere">{notice.subject}</p>
          <p className="flex flex-wrap justify-between gap-x-4 text-sm text-ink-soft">
            <span className="break-all">
              {STATE_WORDS[notice.state]} {notice.toAddress}
            </span>
            <Moment at={notice.at} {...display} precision="minute" />
          </p>
        </li>
      ))}
    </ul>
  );
}
