import { newId } from "../ids.ts";
import type { Method } from "../methods/method.ts";
import { methodOf } from "../methods/registry.ts";
import type { PaymentIntent, PaymentMethod, SetupIntent } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { amountText } from "./money.ts";

const QR_LIFE_S = 86_400;

/** A customer who is sent away must be able to come back. https://docs.stripe.com/error-codes */
export function requireRedirectUrl({ type, confirmation }: Method, returnUrl: string | null): void {
  const isCode = confirmation.kind === "redirect" && confirmation.action === "wechat_pay_display_qr_code";
  if (returnUrl !== null || isCode) return;
  throw invalidRequest(
    `A \`return_url\` must be specified because payments with ${type} send the customer to another page.`,
    { code: "payment_intent_redirect_confirmation_without_return_url", param: "return_url" },
  );
}

type Action = NonNullable<PaymentIntent["next_action"]>;

/** Opens the provider's page for a payment or a setup and says how the customer gets there. */
export function openRedirect(
  sandbox: Sandbox,
  intent: PaymentIntent | SetupIntent,
  paymentMethod: PaymentMethod,
  returnUrl: string | null,
): Action {
  const id = newId("payatt_");
  sandbox.store.authentications.set(id, {
    id,
    account: sandbox.account,
    intentId: intent.id,
    paymentMethodId: paymentMethod.id,
    amountText: intent.object === "payment_intent" ? amountText(intent.amount, intent.currency) : "",
    returnUrl,
    status: "pending",
  });
  sandbox.store.openChallenges.set(intent.id, id);
  const { confirmation } = methodOf(paymentMethod.type);
  const action = confirmation.kind === "redirect" ? confirmation.action : "redirect_to_url";
  return actionOf(action, `${sandbox.origin}/authorize/${id}`, returnUrl);
}

function actionOf(type: string, url: string, returnUrl: string | null): Action {
  // The codes are pictures of an address; the picture itself says so and leads to the same page.
  const image = `${url}/code.svg`;
  if (type === "alipay_handle_redirect") {
    const handled = { native_data: null, native_url: null, return_url: returnUrl, url };
    return { type, alipay_handle_redirect: handled };
  }
  if (type === "cashapp_handle_redirect_or_display_qr_code") {
    return {
      type,
      cashapp_handle_redirect_or_display_qr_code: {
        hosted_instructions_url: url,
        mobile_auth_url: url,
        qr_code: { expires_at: nowS() + QR_LIFE_S, image_url_png: image, image_url_svg: image },
      },
    };
  }
  if (type === "wechat_pay_display_qr_code") {
    return {
      type,
      wechat_pay_display_qr_code: {
        data: url,
        hosted_instructions_url: url,
        image_data_url: image,
        image_url_png: image,
        image_url_svg: image,
      },
    };
  }
  return { type: "redirect_to_url", redirect_to_url: { return_url: returnUrl, url } };
}
