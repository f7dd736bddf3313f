import type { Channel, Topic } from "@/lib/domain/notices/topics";
import type { FormAction } from "@/lib/schemas/action-state";
import { choiceField } from "@/lib/schemas/notice-forms";
import { ActionForm } from "../ui/action-form";
import { Checkbox } from "../ui/checkbox";
import { SubmitButton } from "../ui/submit-button";

interface Way {
  readonly isOn: boolean;
  readonly isOptional: boolean;
}

interface NoticeChoicesProps {
  readonly action: FormAction;
  readonly topics: readonly { readonly topic: Topic; readonly ways: Readonly<Record<Channel, Way>> }[];
  /** The number that is texted; null where text messages are off. */
  readonly phone: string | null;
  readonly locale: string;
}

const TOPIC_WORDS = {
  orders: { title: "Orders", hint: "Confirmed, and ready to be looked at." },
  payments: { title: "Payments", hint: "Invoices, receipts, credit notes, and when a payment did not work." },
  reminders: { title: "Reminders", hint: "Ahead of the day on which something is due, and on it." },
  overdue: { title: "Overdue payments", hint: "When something was not paid on its day." },
  credit: { title: "Credit", hint: "Before credit in your wallet expires." },
} as const satisfies Record<Topic, { title: string; hint: string }>;

function WayChoice({
  topic,
  channel,
  way,
  label,
}: {
  topic: Topic;
  channel: Channel;
  way: Way;
  label: string;
}) {
  if (way.isOptional)
    return <Checkbox name={choiceField(topic, channel)} label={label} defaultChecked={way.isOn} />;
  return way.isOn ? <p className="text-ink-soft">{label}: always</p> : null;
}

/** Of what the customer is told, and by which way; what must be said cannot be turned off, and says so. */
export function NoticeChoices({ action, topics, phone, locale }: NoticeChoicesProps) {
  return (
    <ActionForm action={action} className="grid max-w-2xl gap-4" locale={locale}>
      <div className="border-t border-ink">
        {topics.map(({ topic, ways }) => (
          <fieldset key={topic} className="grid gap-2 border-b py-3">
            <legend className="sr-only">{TOPIC_WORDS[topic].title}</legend>
            <div>
              <p className="font-semibold" aria-hidden="true">
                {TOPIC_WORDS[topic].title}
              </p>
              <p className="text-sm text-ink-soft">{TOPIC_WORDS[topic].hint}</p>
            </div>
            <div className="flex flex-wrap items-center gap-x-8 gap-y-2">
              <WayChoice topic={topic} channel="email" way={ways.email} label="By mail" />
              {phone !== null && (
                <WayChoice topic={topic} channel="sms" way={ways.sms} label="By text message" />
              )}
            </div>
          </fieldset>
        ))}
      </div>
      <div>
        <SubmitButton pendingLabel="Saving…">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
