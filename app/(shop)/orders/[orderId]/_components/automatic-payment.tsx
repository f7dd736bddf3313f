import { cardName } from "@/components/money/card-name";
import { MoneyText } from "@/components/money/money-text";
import { ActionForm } from "@/components/ui/action-form";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { DialogCancel } from "@/components/ui/dialog-cancel";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import type { MerchantView } from "@/lib/domain/merchant";
import { newId, publicId } from "@/lib/platform/ids";
import type { ChargePlanView } from "@/lib/queries/orders/get-charge-plan";
import type { SavedMethod } from "@/lib/queries/payment-methods/list-payment-methods";
import { giveChargeConsentAction, withdrawChargeConsentAction } from "../actions";
import { AutomaticCharges } from "./automatic-charges";

interface AutomaticPaymentProps {
  /** Public id. */
  readonly orderId: string;
  readonly plan: ChargePlanView;
  readonly cards: readonly SavedMethod[];
  readonly merchant: MerchantView;
}

/** The words that are agreed to, with the card that they are about. */
function Agree({
  orderId,
  text,
  cards,
  isChange,
}: {
  readonly orderId: string;
  readonly text: string;
  readonly cards: readonly SavedMethod[];
  readonly isChange: boolean;
}) {
  return (
    <Dialog
      trigger={isChange ? "Choose another card" : "Have a card charged"}
      triggerSize="small"
      title={isChange ? "Charge another card" : "Have a card charged on each day"}
      description="You can still pay any part earlier, by any way, and end this whenever you like."
    >
      <ActionForm action={giveChargeConsentAction} label="Automatic payment" className="grid gap-4">
        <input type="hidden" name="consentKey" value={newId()} />
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="text" value={text} />
        <Select
          label="Card"
          name="methodId"
          options={cards.map((card) => ({
            value: publicId("paymentMethod", card.id),
            label: cardName(card),
          }))}
        />
        <Checkbox label="I agree" name="agreed" hint={text} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton pendingLabel="Saving…">{isChange ? "Use this card" : "Agree"}</SubmitButton>
          <DialogCancel>Not now</DialogCancel>
        </div>
      </ActionForm>
    </Dialog>
  );
}

function End({ orderId }: { readonly orderId: string }) {
  return (
    <Dialog
      trigger="End it"
      triggerVariant="quiet"
      triggerSize="small"
      triggerLabel="End automatic payment"
      title="End automatic payment?"
      description="Nothing is charged by itself from now on. What is owed stays owed on its days, and you pay it here."
    >
      <ActionForm action={withdrawChargeConsentAction} label="End automatic payment" className="grid gap-4">
        <input type="hidden" name="orderId" value={orderId} />
        <div className="flex flex-wrap gap-2">
          <SubmitButton variant="danger" pendingLabel="Ending…">
            End automatic payment
          </SubmitButton>
          <DialogCancel>Keep it</DialogCancel>
        </div>
      </ActionForm>
    </Dialog>
  );
}

/** Which card is charged by itself for what of the order and when, and the way to agree to it, to change it and to end it. */
export function AutomaticPayment({ orderId, plan, cards, merchant }: AutomaticPaymentProps) {
  const { consent, text, charges } = plan;
  const usable = cards.filter(({ expiry }) => expiry !== "expired");
  const others = usable.filter(({ id }) => id !== consent?.methodId);
  const { locale, timeZone } = merchant;
  const [next] = charges;
  return (
    <Section title="Automatic payment">
      {consent ? (
        <div className="grid gap-1">
          <p>
            <span className="font-semibold">{cardName(consent)}</span> is charged by itself.{" "}
            {next?.dueOn && next.collection === "none" && (
              <>
                Next: <MoneyText amount={next.amount} locale={locale} /> on{" "}
                <Moment at={next.dueOn} locale={locale} timeZone="UTC" />.
              </>
            )}
          </p>
          <p className="text-sm text-ink-soft">
            You agreed on <Moment at={consent.givenAt} locale={locale} timeZone={timeZone} />: “{consent.text}
            ”
          </p>
        </div>
      ) : (
        <p>Nothing is charged by itself: you pay each part on its day, or leave that to a card you saved.</p>
      )}
      <AutomaticCharges charges={charges} locale={locale} timeZone={timeZone} />
      <div className="flex flex-wrap gap-2">
        {text !== null && others.length > 0 && (
          <Agree orderId={orderId} text={text} cards={others} isChange={consent !== null} />
        )}
        {usable.length === 0 && (
          <LinkButton href="/account/payment-methods" size="small">
            Save a card first
          </LinkButton>
        )}
        {consent && <End orderId={orderId} />}
      </div>
    </Section>
  );
}
