import Link from "next/link";
import { countryName } from "@/lib/domain/people/countries";
import { type BillTax, reverseChargeNote } from "../money/bill-taxes";

interface TaxPlaceProps {
  readonly tax: {
    readonly country: string;
    readonly isPlaceKnown: boolean;
    readonly taxes: readonly BillTax[];
  };
  readonly isSignedIn: boolean;
}

/** For which country the tax of a cart was calculated, and what to do where that is not right. */
export function TaxPlace({ tax, isSignedIn }: TaxPlaceProps) {
  const country = countryName(tax.country, "en");
  const note = reverseChargeNote(tax.taxes);
  return (
    <p className="pt-2 text-right text-sm text-ink-soft">
      {note && <>{note} </>}
      {tax.isPlaceKnown ? `Tax for ${country}.` : `Tax as for ${country}, where we are.`}{" "}
      {isSignedIn ? (
        <Link href="/account/billing" className="inline-block min-h-6 link">
          {tax.isPlaceKnown ? "Change your address" : "Tell us where you are"}
        </Link>
      ) : (
        "It follows your address once you have signed in."
      )}
    </p>
  );
}
