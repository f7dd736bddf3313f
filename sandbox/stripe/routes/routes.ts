import type { Route } from "../protocol/route.ts";
import { balanceRoutes } from "./balance.ts";
import { balanceSettingsRoutes } from "./balance-settings.ts";
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
import { eventRoutes } from "./events.ts";
import { cashBalanceRoutes } from "./cash-balances.ts";
import { mandateRoutes } from "./mandates.ts";
import { microdepositRoutes } from "./microdeposits.ts";
import { paymentIntentRoutes } from "./payment-intents.ts";
import { paymentMethodDomainRoutes } from "./payment-method-domains.ts";
import { paymentMethodRoutes } from "./payment-methods.ts";
import { payoutRoutes } from "./payouts.ts";
import { paymentMethodConfigurationRoutes } from "./payment-method-configurations.ts";
import { refundRoutes } from "./refunds.ts";
import { reviewRoutes } from "./reviews.ts";
import { setupAttemptRoutes } from "./setup-attempts.ts";
import { setupIntentRoutes } from "./setup-intents.ts";
import { testClockRoutes } from "./test-clocks.ts";
import { tokenRoutes } from "./tokens.ts";
import { webhookEndpointRoutes } from "./webhook-endpoints.ts";

/** Everything under /v1 that the sandbox knows; any other path is answered as Stripe answers an unknown one. */
export const routes: readonly Route[] = [
  ...balanceRoutes,
  ...balanceSettingsRoutes,
  ...chargeRoutes,
  ...confirmationTokenRoutes,
  ...customerRoutes,
  ...customerSessionRoutes,
  ...disputeRoutes,
  ...earlyFraudWarningRoutes,
  ...fileLinkRoutes,
  ...fileRoutes,
  ...elementsSessionRoutes,
  ...eventRoutes,
  ...externalAccountRoutes,
  ...cashBalanceRoutes,
  ...mandateRoutes,
  ...microdepositRoutes,
  ...paymentIntentRoutes,
  ...paymentMethodDomainRoutes,
  ...paymentMethodRoutes,
  ...payoutRoutes,
  ...paymentMethodConfigurationRoutes,
  ...refundRoutes,
  ...reviewRoutes,
  ...setupAttemptRoutes,
  ...setupIntentRoutes,
  ...testClockRoutes,
  ...tokenRoutes,
  ...webhookEndpointRoutes,
];
