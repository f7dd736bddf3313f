import { invariant } from "@/lib/domain/invariant";
import { err, ok, type Result } from "@/lib/domain/result";
import { findCustomer } from "@/lib/db/customers";
import { inTransaction } from "@/lib/db/transaction";
import type { ServiceContext } from "../context";
import { recordedGateway } from "../gateway-calls/recorded-gateway";
import { requirePermission } from "@/lib/domain/permissions";
import { keepMethod } from "./keep-method";

/** Reads a finished setup from the gateway and keeps its card. The browser only names the setup; it is not believed. */
export async function recordSavedMethod(
  ctx: ServiceContext,
  command: { readonly setupId: string },
): Promise<Result<{ isSaved: boolean }>> {
  const permitted = requirePermission(ctx.actor, "payment_method.manage");
  if (!permitted.ok) return permitted;
  const { actor } = ctx;
  invariant(actor.kind === "customer", "Only a customer saves cards.");
  const asked = await recordedGateway(ctx, "stripe").retrieveMethodSetup(command.setupId);
  if (asked.outcome === "not_sent" && asked.code === "resource_missing") {
    return err({ kind: "not_found", code: "payment_method_not_found" });
  }
  if (asked.outcome !== "succeeded") return err({ kind: "unavailable", code: "gateway_not_reached" });
  const { metadata, method } = asked.value;
  const isOwn = metadata["customer_id"] === actor.customerId && metadata["merchant_id"] === actor.merchantId;
  if (!isOwn) return err({ kind: "not_found", code: "payment_method_not_found" });
  if (method === null) return ok({ isSaved: false });
  // What a setup says of itself is what its maker wrote there; whose card it is, the gateway says.
  const customer = await inTransaction((tx) => findCustomer(tx, actor.merchantId, actor.customerId));
  if (customer === null || method.gatewayCustomerId !== customer.gatewayCustomerId) {
    return err({ kind: "not_found", code: "payment_method_not_found" });
  }
  const consent = {
    text: metadata["consent_text"] ?? "",
    at: new Date(metadata["consented_at"] ?? Number.NaN),
  };
  invariant(
    consent.text !== "" && !Number.isNaN(consent.at.getTime()),
    "A setup carries the consent it began with.",
  );
  await keepMethod(ctx, { customerId: actor.customerId, method, consent });
  return ok({ isSaved: true });
}
