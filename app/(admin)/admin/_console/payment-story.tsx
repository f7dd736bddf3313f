import Link from "next/link";
import { Timeline } from "@/components/money/timeline";
import { Moment } from "@/components/ui/moment";
import type { ConsolePayment } from "@/lib/queries/console/find-payment";
import type { Display } from "./open-console";
import { chargesInWords, type StorySources, tellStory } from "./tell-story";

interface PaymentStoryProps {
  readonly sources: Omit<StorySources, "locale">;
  /** Every payment of the order. */
  readonly payments: readonly ConsolePayment[];
  readonly display: Display;
}

/** What happened to a payment, oldest first: what support reads to answer a customer. */
export function PaymentStory({ sources, payments, display }: PaymentStoryProps) {
  const { locale } = display;
  const charges = chargesInWords(sources.payment, payments, locale);
  return (
    <div className="grid gap-4 border-t border-ink pt-4">
      <p className="font-medium">
        {charges.sentence}
        {charges.others.map(({ href, label }) => (
          <Link key={href} href={href} className="ml-2 link">
            {label}
          </Link>
        ))}
      </p>
      <Timeline
        label="What happened, oldest first"
        items={tellStory({ ...sources, locale }).map((line) => ({
          key: line.key,
          kind: line.isSetback ? "refused" : "done",
          title: line.sentence,
          at: <Moment at={line.at} {...display} precision="second" />,
          by: line.proof && (
            <Link href={line.proof.href} className="link">
              {line.proof.label}
            </Link>
          ),
        }))}
      />
    </div>
  );
}
