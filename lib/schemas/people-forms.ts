import { z } from "zod";
import { plainText } from "./plain-text";

/** Long enough for any address and any pass phrase; what is longer is not read at all. */
const shortText = z.string().max(1_000, "too_long");
const required = shortText.min(1, "required");

/** The strength of a password is judged by the service, which knows whose it is. */
export const signInForm = z.object({ email: required, password: required });

export const signUpForm = z.object({ name: required, email: required, password: required });

export const forgotPasswordForm = z.object({ email: required });

export const resetPasswordForm = z.object({ token: shortText, password: required });

export const sessionForm = z.object({ sessionId: z.string().max(40) });

export const loginForm = z.object({ loginId: z.string().max(40) });

export const disableLoginForm = loginForm.extend({
  reason: plainText(500, "reason_required"),
});
