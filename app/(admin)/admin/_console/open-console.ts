import "server-only";
import { cache } from "react";
import type { StaffActor } from "@/lib/domain/actor";
import type { MerchantView } from "@/lib/domain/merchant";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { requestFacts } from "@/lib/auth/request-facts";
import { staffContext } from "@/lib/auth/service-context";
import { recordConsoleVisit } from "@/lib/services/audit/record-console-visit";
import { type Permission, permits } from "@/lib/domain/permissions";

/** How dates and amounts are written for this merchant's staff. */
export interface Display {
  readonly locale: string;
  readonly timeZone: string;
}

export interface Console {
  readonly actor: StaffActor;
  readonly merchant: MerchantView;
  readonly display: Display;
  readonly may: (permission: Permission) => boolean;
}

/**
 * The first line of every page of the console and of its frame: who looks, in whose books; the visit goes on record, once for a
 * request. Visitors are sent to sign in, and for a customer the page does not exist; the queries refuse once more by themselves.
 */
export const openConsole = cache(async (): Promise<Console> => {
  const ctx = await staffContext();
  const { actor } = ctx;
  recordConsoleVisit(ctx, (await requestFacts()).path);
  const merchant = await currentMerchant();
  const { locale, timeZone } = merchant;
  return { actor, merchant, display: { locale, timeZone }, may: (permission) => permits(actor, permission) };
});
