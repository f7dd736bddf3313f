import { showChallenge } from "./challenge-modal.js";
import { kindOf, retrieveIntent } from "./kinds.js";
import { showPage } from "./page-modal.js";

export function leaveFor(url) {
  location.assign(url);
  // The page is being left: what waits for this call must not go on.
  return new Promise(() => {});
}

export function returnUrlWith(returnUrl, kind, intent) {
  const url = new URL(returnUrl, location.href);
  url.searchParams.set(kind.param, intent.id);
  url.searchParams.set(`${kind.param}_client_secret`, intent.client_secret);
  const pending = intent.status === "requires_action" ? "pending" : "failed";
  url.searchParams.set("redirect_status", kind.done.includes(intent.status) ? "succeeded" : pending);
  return url.href;
}

function authenticationError(kind, intent) {
  return {
    error: {
      type: "invalid_request_error",
      code: kind.failure,
      doc_url: `https://docs.stripe.com/error-codes/${kind.failure.replaceAll("_", "-")}`,
      message:
        "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
      [kind.param]: intent,
    },
  };
}

/** Where a next action of this type leads the whole page, or null when it stays here. */
function redirectOf(action) {
  if (action.type === "redirect_to_url") return action.redirect_to_url.url;
  if (action.type === "alipay_handle_redirect") return action.alipay_handle_redirect.url;
  return null;
}

/** A page of instructions that is shown in place. */
function instructionsOf(action) {
  const details = action[action.type];
  return details?.hosted_instructions_url ?? null;
}

const isTransfer = (action) => action.type === "display_bank_transfer_instructions";

async function showInstructions(client, kind, intent, action) {
  const look = async () => {
    const found = await retrieveIntent(client, intent.client_secret);
    const current = found[kind.result] ?? intent;
    return { ...found, isSettled: found.error === undefined && current.status !== "requires_action" };
  };
  const seen = await showPage(instructionsOf(action), look);
  if (seen.error) return { error: seen.error };
  const current = seen[kind.result];
  // Who closes bank details will send the money later; who closes a code has not paid.
  if (current.status === "requires_action" && !isTransfer(action)) return authenticationError(kind, current);
  return settled(kind, current);
}

function settled(kind, intent) {
  return intent.status === "requires_payment_method"
    ? { error: { ...intent[kind.lastError], [kind.param]: intent } }
    : { intent };
}

/** Leads the customer through what the intent still asks for. https://docs.stripe.com/js/payment_intents/handle_next_action */
export async function act(client, kind, intent) {
  const action = intent.status === "requires_action" ? intent.next_action : null;
  if (action === null || action === undefined) return { intent };
  const url = redirectOf(action);
  if (url !== null) return leaveFor(url);
  if (instructionsOf(action) !== null && action.type !== "verify_with_microdeposits")
    return showInstructions(client, kind, intent, action);
  if (action.type !== "use_stripe_sdk") return { intent };
  const outcome = await showChallenge(action.use_stripe_sdk.stripe_js);
  const found = await retrieveIntent(client, intent.client_secret);
  if (found.error) return found;
  const current = found[kind.result];
  if (outcome === "canceled" && current.status === "requires_action")
    return authenticationError(kind, current);
  return settled(kind, current);
}

/** `stripe.handleNextAction({ clientSecret })` */
export async function handleNextAction(client, { clientSecret }) {
  const kind = kindOf(clientSecret);
  const found = await retrieveIntent(client, clientSecret);
  if (found.error) return found;
  const acted = await act(client, kind, found[kind.result]);
  return acted.error ? { error: acted.error } : { [kind.result]: acted.intent };
}
