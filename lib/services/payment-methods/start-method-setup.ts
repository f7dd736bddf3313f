import { invariant } from "@/lib/domain/invariant";
import { saveCardConsent } from "@/lib/domain/payments/consent";
import { err, ok, type Result } from "@/lib/domain/result";
import { findMerchant } from "@/lib/db/merchants";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { ensureGatewayCustomer } from "../customers/ensure-gateway-customer";
import { refuseCardTesting } from "../payments/refuse-card-testing";
import { refuseWhilePaused } from "../operations/refuse-while-paused";
import { askOnce } from "../operations/ask-once";
import { requirePermission } from "@/lib/domain/permissions";

export interface StartMethodSetup {
  /** Whether the box with saveCardConsent's words was ticked. */
  readonly hasConsent: boolean;
}

/** Opens the saving of a card without charging it. The words agreed to travel with the setup and are stored with the card. */
export async function startMethodSetup(
  ctx: ServiceContext,
  command: StartMethodSetup,
): Promise<Result<{ clientSecret: string }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer saves cards.");
  if (!command.hasConsent) return err({ kind: "rejected", code: "consent_required" });
  const allowed = await refuseCardTesting({ ...ctx, actor }, "setup");
  if (!allowed.ok) return allowed;
  const open = await refuseWhilePaused("stripe", "save_card");
  if (!open.ok) return open;
  const customer = await ensureGatewayCustomer(ctx, actor.customerId);
  if (!customer.ok) return customer;
  const merchant = await inTransaction((tx) => findMerchant(tx, actor.merchantId));
  invariant(merchant !== null, "An actor has a merchant.");
  const metadata = {
    customer_id: actor.customerId,
    merchant_id: actor.merchantId,
    consent_text: saveCardConsent(merchant.name),
    consented_at: ctx.clock.now().toISOString(),
    trace_id: ctx.traceId,
  };
  // Each consent is an asking of its own: a setup that nobody heard of is left lying, and harms nobody.
  const operation = {
    name: `customer:${actor.customerId}:save-card`,
    command: "start-method-setup",
    input: metadata,
  };
  const asked = await askOnce(ctx, operation, {
    ask: (idempotencyKey) =>
      recordedGateway(ctx, "stripe").startMethodSetup({
        idempotencyKey,
        gatewayCustomerId: customer.value,
        metadata,
      }),
    answerOf: ({ setupId }) => ({ setupId }),
  });
  if (asked.outcome !== "succeeded") return err({ kind: "unavailable", code: "gateway_not_reached" });
  return ok({ clientSecret: asked.value.clientSecret });
}
