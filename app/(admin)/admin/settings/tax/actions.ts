"use server";

import { revalidatePath } from "next/cache";
import type { z } from "zod";
import { actionAnswer } from "@/app/_edge/action-answer";
import { environmentUnconfirmed } from "@/app/_edge/environment-unconfirmed";
import { fieldCodes } from "@/app/_edge/field-codes";
import { staffContext } from "@/lib/auth/service-context";
import type { TaxChange } from "@/lib/domain/tax/change-tax";
import type { ActionState } from "@/lib/schemas/action-state";
import { addTaxRateForm, endTaxRateForm, generalTaxForm, sellerDetailsForm } from "@/lib/schemas/tax-forms";
import { changeSellerDetails } from "@/lib/services/merchants/change-seller-details";
import { changeTaxSettings } from "@/lib/services/tax/change-tax-settings";

const PATH = "/admin/settings/tax";

/** What one of the forms asks for: parsed, and turned into the change that it stands for. */
async function change<Fields extends { readonly baseVersion: number; readonly reason: string }>(
  form: FormData,
  parse: () => z.ZodSafeParseResult<Fields>,
  changeOf: (fields: Fields) => TaxChange,
): Promise<ActionState> {
  // Who asks comes before what: for anybody but staff there is nothing here to read a form.
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = parse();
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const { baseVersion, reason } = parsed.data;
  const changed = await changeTaxSettings(ctx, { baseVersion, change: changeOf(parsed.data), reason });
  if (changed.ok) revalidatePath(PATH);
  return actionAnswer(changed, "It holds for orders placed from now on.");
}

export async function changeTaxAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return change(
    form,
    () =>
      generalTaxForm.safeParse({
        ...Object.fromEntries(form),
        inclusiveKinds: form.getAll("inclusiveKinds"),
      }),
    ({ driver, homeCountry, homeRegion, inclusiveKinds }) => ({
      kind: "general",
      driver,
      homeCountry,
      homeRegion,
      inclusiveKinds,
    }),
  );
}

export async function addTaxRateAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return change(
    form,
    () => addTaxRateForm.safeParse(Object.fromEntries(form)),
    (fields) => ({ kind: "add_rate", rate: fields.rate }),
  );
}

export async function endTaxRateAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  return change(
    form,
    () => endTaxRateForm.safeParse(Object.fromEntries(form)),
    ({ position, validUntil }) => ({ kind: "end_rate", position, validUntil }),
  );
}

/** What documents say of the seller. */
export async function changeSellerAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await staffContext();
  const unconfirmed = environmentUnconfirmed(form);
  if (unconfirmed !== null) return unconfirmed;
  const parsed = sellerDetailsForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  const changed = await changeSellerDetails(ctx, parsed.data);
  if (changed.ok) revalidatePath(PATH);
  return actionAnswer(changed, "Saved. It holds for what is issued from now on.");
}
