"use client";

import { cn } from "../ui/cn";

export interface SavedCard {
  /** The gateway's reference. */
  readonly gatewayMethodId: string;
  /** "Visa ending in 4242". */
  readonly name: string;
  /** "12/2028". */
  readonly expires: string;
  readonly expiry: "good" | "soon" | "expired";
  readonly isDefault: boolean;
}

interface SavedMethodsProps {
  readonly cards: readonly SavedCard[];
  /** Reference of the chosen card; null for a card to be entered. */
  readonly chosen: string | null;
  readonly isDisabled: boolean;
  readonly onChoose: (gatewayMethodId: string | null) => void;
}

const EXPIRY_WORDS = { good: "expires", soon: "expires soon:", expired: "expired" } as const;

const OPTION =
  "flex min-h-12 flex-1 items-center gap-3 border-b py-2 has-focus-visible:outline-2 has-focus-visible:outline-accent has-disabled:opacity-60";

/** The cards that were saved, and a new one. An expired card is shown, so that nobody looks for it, but cannot be chosen. */
export function SavedMethods({ cards, chosen, isDisabled, onChoose }: SavedMethodsProps) {
  return (
    <fieldset className="grid" disabled={isDisabled}>
      <legend className="w-full border-b border-ink pb-2 font-semibold">Pay with</legend>
      {cards.map((card) => (
        <label key={card.gatewayMethodId} className={OPTION}>
          <input
            type="radio"
            name="method"
            className="size-5 shrink-0"
            value={card.gatewayMethodId}
            checked={chosen === card.gatewayMethodId}
            disabled={card.expiry === "expired"}
            onChange={() => onChoose(card.gatewayMethodId)}
          />
          <span className={cn("flex-1", chosen === card.gatewayMethodId && "font-semibold")}>
            {card.name}
          </span>
          <span
            className={cn(
              "figures text-sm",
              card.expiry === "good" ? "text-ink-soft" : "font-medium text-attention",
            )}
          >
            {EXPIRY_WORDS[card.expiry]} {card.expires}
          </span>
        </label>
      ))}
      <label className={OPTION}>
        <input
          type="radio"
          name="method"
          className="size-5 shrink-0"
          value="new"
          checked={chosen === null}
          onChange={() => onChoose(null)}
        />
        <span className={chosen === null ? "font-semibold" : ""}>Another card</span>
      </label>
    </fieldset>
  );
}
