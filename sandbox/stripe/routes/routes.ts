import type { Route } from "../protocol/route.ts";
import { accountRoutes } from "./accounts.ts";
import { applicationFeeRoutes } from "./application-fees.ts";
import { balanceRoutes } from "./balance.ts";
import { balanceSettingsRoutes } from "./balance-settings.ts";
import { checkoutSessionRoutes } from "./checkout-sessions.ts";
import { chargeRoutes } from "./charges.ts";
import { confirmationTokenRoutes } from "./confirmation-tokens.ts";
import { customerRoutes } from "./customers.ts";
import { customerSessionRoutes } from "./customer-sessions.ts";
import { disputeRoutes } from "./disputes.ts";
import { earlyFraudWarningRoutes } from "./early-fraud-warnings.ts";
import { fileLinkRoutes } from "./file-links.ts";
import { fileRoutes } from "./files.ts";
import { elementsSessionRoutes } from "./elements-sessions.ts";
import { externalAccountRoutes } from "./external-accounts.ts";
import { ephemeralKeyRoutes } from "./ephemeral-keys.ts";
import { eventRoutes } from "./events.ts";
import { cashBalanceRoutes } from "./cash-balances.ts";
import { mandateRoutes } from "./mandates.ts";
import { microdepositRoutes } from "./microdeposits.ts";
import { paymentIntentRoutes } from "./payment-intents.ts";
import { paymentMethodDomainRoutes } from "./payment-method-domains.ts";
import { paymentLinkRoutes } from "./payment-links.ts";
import { paymentMethodRoutes } from "./payment-methods.ts";
import { payoutRoutes } from "./payouts.ts";
import { paymentMethodConfigurationRoutes } from "./payment-method-configurations.ts";
import { priceRoutes } from "./prices.ts";
import { productRoutes } from "./products.ts";
import { refundRoutes } from "./refunds.ts";
import { reviewRoutes } from "./reviews.ts";
import { setupAttemptRoutes } from "./setup-attempts.ts";
import { setupIntentRoutes } from "./setup-intents.ts";
import { testClockRoutes } from "./test-clocks.ts";
import { taxRoutes } from "./tax.ts";
import { tokenRoutes } from "./tokens.ts";
import { topupRoutes } from "./topups.ts";
import { transferRoutes } from "./transfers.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** Everything under /v1 that the sandbox knows; any other path is answered as Stripe answers an unknown one. */
export const routes: readonly Route[] = [
  ...accountRoutes,
  ...applicationFeeRoutes,
  ...balanceRoutes,
  ...balanceSettingsRoutes,
  ...chargeRoutes,
  ...confirmationTokenRoutes,
  ...checkoutSessionRoutes,
  ...customerRoutes,
  ...customerSessionRoutes,
  ...disputeRoutes,
  ...earlyFraudWarningRoutes,
  ...fileLinkRoutes,
  ...fileRoutes,
  ...elementsSessionRoutes,
  ...ephemeralKeyRoutes,
  ...eventRoutes,
  ...externalAccountRoutes,
  ...cashBalanceRoutes,
  ...mandateRoutes,
  ...microdepositRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodDomainRoutes,
  ...paymentLinkRoutes,
  ...paymentMethodRoutes,
  ...payoutRoutes,
  ...paymentMethodConfigurationRoutes,
  ...priceRoutes,
  ...productRoutes,
  ...refundRoutes,
  ...reviewRoutes,
  ...setupAttemptRoutes,
  ...setupIntentRoutes,
  ...testClockRoutes,
  ...taxRoutes,
  ...tokenRoutes,
  ...topupRoutes,
  ...transferRoutes,
  ...webhookEndpointRoutes,
];
