import { MoneyText } from "@/components/money/money-text";
import { CopyableId } from "@/components/ui/copyable-id";
import { type Definition, DefinitionList } from "@/components/ui/definition-list";
import { Moment } from "@/components/ui/moment";
import { restrictionPhrases, restrictionText } from "@/lib/domain/wallets/restriction-words";
import { publicId } from "@/lib/platform/ids";
import type { ExplainedLot } from "@/lib/queries/wallets/find-lot";

interface LotFactsProps {
  readonly lot: ExplainedLot;
  readonly display: { readonly locale: string; readonly timeZone: string };
  /** What only staff are told. */
  readonly more?: readonly Definition[];
}

/** Where a lot came from, what it is good for and what is left of it. */
export function LotFacts({ lot, display, more = [] }: LotFactsProps) {
  const { locale } = display;
  const amount = (of: ExplainedLot["granted"]) => <MoneyText amount={of} locale={locale} />;
  return (
    <DefinitionList
      className="border-t border-ink"
      items={[
        {
          term: "Given",
          value: (
            <>
              {amount(lot.granted)} on <Moment at={lot.grantedAt} {...display} />
            </>
          ),
        },
        { term: "Left", value: <strong>{amount(lot.remaining)}</strong> },
        ...(lot.held.amountMinor > 0n ? [{ term: "Of it held", value: amount(lot.held) }] : []),
        ...(lot.reason === null ? [] : [{ term: "Reason", value: lot.reason }]),
        {
          term: "Last day",
          value:
            lot.expiresOn === null ? (
              "It never expires."
            ) : (
              <Moment at={new Date(`${lot.expiresOn}T00:00:00Z`)} locale={locale} timeZone="UTC" />
            ),
        },
        {
          term: "Good for",
          value: restrictionText(
            restrictionPhrases(lot.restrictions, {
              currency: lot.currency,
              locale,
              productNames: lot.productNames,
            }),
          ),
        },
        ...(lot.isFrozen
          ? [{ term: "Frozen", value: "It cannot be spent while its payment is disputed." }]
          : []),
        ...more,
        { term: "Id", value: <CopyableId id={publicId("walletLot", lot.id)} of="lot id" /> },
      ]}
    />
  );
}
