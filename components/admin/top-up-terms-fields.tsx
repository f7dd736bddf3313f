"use client";

import { useState } from "react";
import type { CurrencyCode } from "@/lib/domain/money/currency";
import { termsField } from "@/lib/schemas/wallet-rules-form";
import { Checkbox } from "../ui/checkbox";
import { TextField } from "../ui/text-field";

/** The terms as the fields show them: decimal texts. */
export interface TopUpTermsTexts {
  readonly currency: CurrencyCode;
  readonly isOffered: boolean;
  readonly min: string;
  readonly max: string;
  readonly presets: string;
  readonly bonusFrom: string;
  readonly bonusPercent: string;
}

/** What customers may put into their wallets in one currency. Without the tick there is nothing to fill in. */
export function TopUpTermsFields({ terms }: { readonly terms: TopUpTermsTexts }) {
  const { currency } = terms;
  const [isOffered, setIsOffered] = useState(terms.isOffered);
  const amount = { inputMode: "decimal", autoComplete: "off" } as const;
  return (
    <fieldset className="grid gap-3 border-t pt-3">
      <legend className="text-base font-semibold">Top-ups in {currency}</legend>
      <Checkbox
        name={termsField(currency, "isOffered")}
        label={`Customers may top up in ${currency}`}
        checked={isOffered}
        onChange={(event) => setIsOffered(event.currentTarget.checked)}
      />
      {isOffered && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            label={`At least, in ${currency}`}
            name={termsField(currency, "min")}
            defaultValue={terms.min}
            required
            {...amount}
          />
          <TextField
            label={`At most, in ${currency}`}
            name={termsField(currency, "max")}
            defaultValue={terms.max}
            required
            {...amount}
          />
          <TextField
            label={`Buttons, in ${currency}`}
            name={termsField(currency, "presets")}
            defaultValue={terms.presets}
            autoComplete="off"
            hint="Up to six amounts, rising, set apart by semicolons."
            className="sm:col-span-2"
          />
          <TextField
            label="Bonus in percent"
            name={termsField(currency, "bonusPercent")}
            defaultValue={terms.bonusPercent}
            hint="As promotional credit. Empty: no bonus."
            {...amount}
          />
          <TextField
            label={`Bonus from, in ${currency}`}
            name={termsField(currency, "bonusFrom")}
            defaultValue={terms.bonusFrom}
            hint="Smaller top-ups get none."
            {...amount}
          />
        </div>
      )}
    </fieldset>
  );
}
