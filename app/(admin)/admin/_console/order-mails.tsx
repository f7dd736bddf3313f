import { DELIVERY_WORDS } from "@/components/admin/delivery-words";
import { Badge } from "@/components/ui/badge";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import type { ConsoleOrder } from "@/lib/queries/console/find-order";
import type { Display } from "./open-console";

/** Mails about the order and whether they went out. */
export function OrderMails({ order, display }: { readonly order: ConsoleOrder; readonly display: Display }) {
  if (order.mails.length === 0) return null;
  const { locale, timeZone } = display;
  return (
    <Section title="Mails">
      <ul className="border-t border-ink">
        {order.mails.map((mail) => (
          <li key={mail.id} className="grid gap-0.5 border-b py-2 text-sm">
            <div className="flex items-baseline justify-between gap-4">
              <p className="min-w-0 font-medium">{mail.subject}</p>
              <Badge tone={DELIVERY_WORDS[mail.state].tone}>{DELIVERY_WORDS[mail.state].word}</Badge>
            </div>
            <p className="flex flex-wrap justify-between gap-x-4 text-ink-soft">
              <span className="break-all">to {mail.toAddress}</span>
              <Moment
                at={mail.sentAt ?? mail.createdAt}
                locale={locale}
                timeZone={timeZone}
                precision="minute"
              />
            </p>
            {mail.lastError !== null && mail.state !== "sent" && (
              <p className="text-danger">{mail.lastError}</p>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
