import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import { prisma } from "@/lib/db/client";

export interface EvidenceFile {
  readonly fileName: string;
  readonly mediaType: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

/** The file that shows that a payment came; null when there is none or it is not the actor's to see. */
export async function findEvidence(
  actor: Actor,
  input: { readonly manualPaymentId: string },
): Promise<EvidenceFile | null> {
  if (!permits(actor, "manual_payment.read")) return null;
  return prisma().manualPaymentEvidence.findFirst({
    where: { merchantId: actor.merchantId, manualPaymentId: input.manualPaymentId },
    select: { fileName: true, mediaType: true, content: true },
  });
}
