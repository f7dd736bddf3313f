import { MoneyText } from "@/components/money/money-text";
import { Moment } from "@/components/ui/moment";
import type { ChargePlanView } from "@/lib/queries/orders/get-charge-plan";

type Charge = ChargePlanView["charges"][number];

interface ChargeWordsProps {
  readonly charge: Charge;
  readonly locale: string;
  readonly timeZone: string;
}

/** How an installment's charge stands where it did not just work; nothing else is worth a line. */
function ChargeWords({ charge, locale, timeZone }: ChargeWordsProps) {
  const at = charge.nextAt && <Moment at={charge.nextAt} locale={locale} timeZone={timeZone} />;
  switch (charge.collection) {
    case "charging":
      return <>is being charged. It is safe to wait: it is never charged twice.</>;
    case "retrying":
      return <>did not go through. We try again on {at}; you can pay it now instead.</>;
    case "action_required":
      return (
        <>waits for you: your bank asks you to confirm it by {at}. Pay it here or by the link in our mail.</>
      );
    case "customer_needed":
    case "given_up":
      return <>could not be charged and is not tried again. Please pay it here, or choose another card.</>;
    case "none":
      return null;
  }
}

/** The installments whose automatic charge needs a word. */
export function AutomaticCharges({
  charges,
  locale,
  timeZone,
}: Omit<ChargeWordsProps, "charge"> & { readonly charges: readonly Charge[] }) {
  const told = charges.filter(({ collection }) => collection !== "none");
  if (told.length === 0) return null;
  return (
    <ul className="border-t border-ink" aria-label="Charges that need a word">
      {told.map((charge) => (
        <li key={charge.position} className="border-b py-2">
          Part {charge.position}, <MoneyText amount={charge.amount} locale={locale} />,{" "}
          <ChargeWords charge={charge} locale={locale} timeZone={timeZone} />
        </li>
      ))}
    </ul>
  );
}
