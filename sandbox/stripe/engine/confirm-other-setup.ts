import { emit } from "../events.ts";
import { methodOf } from "../methods/registry.ts";
import type { PaymentMethod, SetupIntent } from "../objects.ts";
import type { Sandbox } from "../sandbox.ts";
import { requireDetails } from "./confirm-other-method.ts";
import { permissionFor, setMandateStatus, type GivenMandate } from "./mandates.ts";
import { askForMicrodeposits } from "./microdeposits.ts";
import { methodStateOf } from "./other-methods.ts";
import { openRedirect, requireRedirectUrl } from "./redirects.ts";
import { beginAttempt, holdAttempt } from "./setup-attempts.ts";
import { completeSetup } from "./setup-outcome.ts";

type SetupConfirmation = { readonly returnUrl: string | null; readonly mandate: GivenMandate };

/** Sets up anything but a card, as far as it goes without the customer. */
export function confirmOtherSetup(
  sandbox: Sandbox,
  intent: SetupIntent,
  paymentMethod: PaymentMethod,
  confirmation: SetupConfirmation,
): void {
  const known = methodOf(paymentMethod.type);
  requireDetails(known, paymentMethod);
  const { kind } = known.confirmation;
  const { isVerified } = methodStateOf(sandbox, paymentMethod);
  const isReady = kind === "wallet" || (kind === "bank_debit" && isVerified);
  if (known.needsMandate) {
    const mandate = permissionFor(sandbox, intent, {
      paymentMethod,
      given: confirmation.mandate,
      use: "multi_use",
      status: isReady ? "active" : "pending",
    });
    intent.mandate = mandate.id;
    sandbox.store.intentMandates.set(intent.id, mandate.id);
  }
  beginAttempt(sandbox, intent, paymentMethod, null);
  if (isReady) return completeSetup(sandbox, intent, paymentMethod);
  holdAttempt(sandbox, intent);
  if (kind === "bank_debit") return askForMicrodeposits(sandbox, intent, paymentMethod);
  requireRedirectUrl(known, confirmation.returnUrl);
  const { type, redirect_to_url, cashapp_handle_redirect_or_display_qr_code } = openRedirect(
    sandbox,
    intent,
    paymentMethod,
    confirmation.returnUrl,
  );
  intent.status = "requires_action";
  intent.next_action = {
    type,
    ...(redirect_to_url === undefined ? {} : { redirect_to_url }),
    ...(cashapp_handle_redirect_or_display_qr_code === undefined
      ? {}
      : { cashapp_handle_redirect_or_display_qr_code }),
  };
  emit(sandbox, "setup_intent.requires_action", intent);
}

/** The customer has allowed it on the provider's page. */
export function completeOtherSetup(
  sandbox: Sandbox,
  intent: SetupIntent,
  paymentMethod: PaymentMethod,
): void {
  if (intent.mandate !== null) setMandateStatus(sandbox, intent.mandate, "active");
  completeSetup(sandbox, intent, paymentMethod);
}
