import type { MerchantView } from "@/lib/domain/merchant";

/** Who charges, what the statement will say, and where the card number goes. */
export function Trust({ merchant }: { readonly merchant: MerchantView }) {
  return (
    <p className="max-w-prose text-sm text-ink-soft">
      {merchant.legalName} charges your card once, now. On your statement it reads{" "}
      <span className="font-mono text-[0.9em]">{merchant.statementDescriptor}</span>. The card fields are
      Stripe’s: your card number goes to Stripe, encrypted, and never to us. Questions:{" "}
      <a className="link" href={`mailto:${merchant.supportEmail}`}>
        {merchant.supportEmail}
      </a>
    </p>
  );
}
