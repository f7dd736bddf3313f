import type { Metadata } from "next";
import { CardList } from "@/components/account/card-list";
import { AddCard } from "@/components/checkout/add-card";
import { cardExpiry, cardName } from "@/components/money/card-name";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { env } from "@/lib/platform/env";
import { publicId } from "@/lib/platform/ids";
import { listPaymentMethods } from "@/lib/queries/payment-methods/list-payment-methods";
import { recordMethodAction, removeMethodAction, setDefaultMethodAction, startSetupAction } from "./actions";

export const metadata: Metadata = { title: "Cards" };

export default async function PaymentMethodsPage() {
  const [{ actor, clock }, merchant] = await Promise.all([customerContext(), currentMerchant()]);
  const methods = await listPaymentMethods(actor, { now: clock.now() });
  const { STRIPE_PUBLISHABLE_KEY, STRIPE_JS_URL } = env();
  const cards = methods.map((method) => ({
    methodId: publicId("paymentMethod", method.id),
    name: cardName(method),
    expires: cardExpiry(method),
    expiry: method.expiry,
    isDefault: method.isDefault,
  }));
  return (
    <>
      <PageHeader
        title="Cards"
        lead="Kept at Stripe. We hold a reference and the last four digits, never the number."
      />
      <div className="grid gap-8">
        {cards.length === 0 ? (
          <EmptyState title="No card saved yet">Save one here, or while you pay an order.</EmptyState>
        ) : (
          <CardList cards={cards} setDefault={setDefaultMethodAction} remove={removeMethodAction} />
        )}
        <div>
          <AddCard
            currency={merchant.currencies[0] ?? "USD"}
            consentText={saveCardConsent(merchant.name)}
            publishableKey={STRIPE_PUBLISHABLE_KEY}
            scriptUrl={STRIPE_JS_URL ?? null}
            startSetup={startSetupAction}
            recordMethod={recordMethodAction}
          />
        </div>
      </div>
    </>
  );
}
