"use server";

import { revalidatePath } from "next/cache";
import { actionAnswer } from "@/app/_edge/action-answer";
import { fieldCodes } from "@/app/_edge/field-codes";
import { customerContext } from "@/lib/auth/service-context";
import { isOptional } from "@/lib/domain/notices/topics";
import { getNoticeWishes } from "@/lib/queries/notices/get-notice-wishes";
import type { ActionState } from "@/lib/schemas/action-state";
import { CHOICES, textConsentForm, wishesOf } from "@/lib/schemas/notice-forms";
import { chooseNotices } from "@/lib/services/notices/choose-notices";
import { consentToTexts } from "@/lib/services/notices/consent-to-texts";
import { TEXT_CONSENT, TEXT_CONSENT_ENDED } from "./consent-words";

/** Of what the customer wants to be told, by mail and, where they are texted, by text message. */
export async function chooseNoticesAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const { phone, hasTexts } = await getNoticeWishes(ctx.actor);
  const areTextsShown = hasTexts && phone !== null;
  const shown = CHOICES.filter(
    ({ topic, channel }) => isOptional(topic, channel) && (channel === "email" || areTextsShown),
  );
  const chosen = await chooseNotices(ctx, { wishes: wishesOf(Object.fromEntries(form), shown) });
  if (chosen.ok) revalidatePath("/account/notices");
  return actionAnswer(chosen, "Saved. It holds from the next message on.");
}

/** Agrees to text messages at a number. */
export async function agreeToTextsAction(_previous: ActionState, form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const parsed = textConsentForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { status: "invalid", fields: fieldCodes(parsed.error) };
  if (parsed.data.hasConsent === undefined)
    return { status: "invalid", fields: { hasConsent: "consent_required" } };
  const agreed = await consentToTexts(ctx, {
    phone: parsed.data.phone,
    isGiven: true,
    wording: TEXT_CONSENT,
  });
  if (agreed.ok) revalidatePath("/account/notices");
  return actionAnswer(agreed, "From now on we text you, too.");
}

/** Ends text messages. */
export async function endTextsAction(_previous: ActionState, _form: FormData): Promise<ActionState> {
  const ctx = await customerContext();
  const ended = await consentToTexts(ctx, { phone: "", isGiven: false, wording: TEXT_CONSENT_ENDED });
  if (ended.ok) revalidatePath("/account/notices");
  return actionAnswer(ended, "We text you no more.");
}
