import type { WalletHold } from "../wallets/wallet-hold";
import type { Payment } from "./payment";
import type { SettlementSituation } from "./settle-installment";

/** Everything that the news touches, read again under lock. */
export interface PaymentSituation extends SettlementSituation {
  readonly payment: Payment;
  /** The credit that is reserved beside it; null where there is none, or none any more. */
  readonly hold: WalletHold | null;
  /** The gateway's ids of the attempts that are recorded already. */
  readonly knownAttempts: readonly string[];
  /** Who the buyer is to the gateway; null where nothing depends on it, because the gateway's id of the payment is known. */
  readonly gatewayCustomerId: string | null;
}
