import type { PaymentMethod } from "../objects.ts";
import type { GivenMandate } from "./mandates.ts";

/** What a request to confirm a payment brings, of itself or by a confirmation token. */
export type Confirmation = {
  readonly paymentMethod: PaymentMethod | null;
  readonly isOffSession: boolean;
  readonly returnUrl: string | null;
  readonly useStripeSdk: boolean;
  readonly failOnAction: boolean;
  readonly mandate: GivenMandate;
};
