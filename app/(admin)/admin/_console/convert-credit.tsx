import { randomUUID } from "node:crypto";
import { Dialog } from "@/components/ui/dialog";
import { ConvertCreditForm } from "@/components/wallet/convert-credit-form";
import { subtract } from "@/lib/domain/money/money";
import { publicId } from "@/lib/platform/ids";
import type { ExplainedLot } from "@/lib/queries/wallets/find-lot";
import { convertCreditAction } from "../wallets/actions";
import { confirmableEnvironment } from "./confirmable-environment";

interface ConvertCreditProps {
  readonly lot: ExplainedLot;
  /** All of the merchant's. */
  readonly currencies: readonly string[];
  readonly locale: string;
}

/** The button and the form that turn a lot's credit into another currency. */
export function ConvertCredit({ lot, currencies, locale }: ConvertCreditProps) {
  return (
    <Dialog
      trigger="Convert"
      triggerSize="small"
      title={`Convert credit of ${lot.customerName}`}
      description="Credit moves between currencies only like this, at a worth that was agreed with the customer."
    >
      <ConvertCreditForm
        action={convertCreditAction}
        conversionKey={randomUUID()}
        lotPublicId={publicId("walletLot", lot.id)}
        customerName={lot.customerName}
        free={subtract(lot.remaining, lot.held)}
        currencies={currencies.filter((currency) => currency !== lot.currency)}
        environment={confirmableEnvironment()}
        locale={locale}
      />
    </Dialog>
  );
}
