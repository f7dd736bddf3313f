import type { Actor } from "@/lib/domain/actor";
import { permits } from "@/lib/domain/permissions";
import type { TaxSettings } from "@/lib/domain/tax/tax-settings";
import { prisma } from "@/lib/db/client";
import { readTaxSettings } from "@/lib/db/tax-settings";

/** One change of the settings, as the list of versions shows it. */
interface TaxSettingsVersion {
  readonly version: number;
  readonly reason: string;
  readonly actorName: string;
  readonly createdAt: Date;
}

export interface TaxSettingsView {
  readonly settings: TaxSettings;
  /** As documents say it. */
  readonly seller: { readonly address: string; readonly taxId: string | null };
  /** Newest first, the newest twenty; none while nothing was ever set. */
  readonly versions: readonly TaxSettingsVersion[];
}

const VERSIONS_SHOWN = 20;

/** How the sales of the actor's merchant are taxed, and who made it so; null for whoever may not read it. */
export async function getTaxSettings(actor: Actor): Promise<TaxSettingsView | null> {
  if (!permits(actor, "tax.read")) return null;
  const { merchantId } = actor;
  const [settings, merchant, versions] = await Promise.all([
    readTaxSettings(merchantId),
    prisma().merchant.findUniqueOrThrow({
      where: { id: merchantId },
      select: { addressLines: true, taxId: true },
    }),
    prisma().taxSettings.findMany({
      where: { merchantId },
      orderBy: { version: "desc" },
      take: VERSIONS_SHOWN,
      select: { version: true, reason: true, actorName: true, createdAt: true },
    }),
  ]);
  return {
    settings,
    seller: { address: merchant.addressLines.join("\n"), taxId: merchant.taxId },
    versions,
  };
}
