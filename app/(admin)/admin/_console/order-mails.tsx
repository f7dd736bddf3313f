import { DELIVERY_WORDS } from "@/components/admin/delivery-words";
import { Badge } from "@/components/ui/badge";
import { ActionForm } from "@/components/ui/action-form";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import type { DeliveryState } from "@/lib/domain/notices/delivery-state";
import { isRepeatable } from "@/lib/domain/notices/topics";
import { newId, publicId } from "@/lib/platform/ids";
import type { ConsoleOrder } from "@/lib/queries/console/find-order";
import { resendNoticeAction } from "../orders/resend-notice-action";
import type { Display } from "./open-console";

/** Whether its sending has come to an end, whichever. */
const isOver = (state: DeliveryState) => state !== "queued" && state !== "sending";

interface OrderMailsProps {
  readonly order: ConsoleOrder;
  readonly display: Display;
  readonly mayResend: boolean;
}

/** Messages about the order and whether they went out; those without a secret can be sent again. */
export function OrderMails({ order, display, mayResend }: OrderMailsProps) {
  if (order.mails.length === 0) return null;
  const { locale, timeZone } = display;
  return (
    <Section title="Messages">
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
            {mayResend && mail.channel === "email" && isRepeatable(mail.kind) && isOver(mail.state) && (
              <ActionForm action={resendNoticeAction} locale={locale}>
                <input type="hidden" name="mailId" value={publicId("mail", mail.id)} />
                <input type="hidden" name="resendKey" value={newId()} />
                <SubmitButton
                  size="small"
                  variant="secondary"
                  pendingLabel="Sending…"
                  aria-label={`Send again: ${mail.subject}`}
                >
                  Send again
                </SubmitButton>
              </ActionForm>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}
