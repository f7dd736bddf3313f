import { PASSWORD_LENGTH_MIN, PASSWORD_LENGTH_RECOMMENDED } from "@/lib/domain/people/check-password";

/** What a new password needs, and what makes it good. */
export const PASSWORD_HINT = `At least ${PASSWORD_LENGTH_MIN} characters; ${PASSWORD_LENGTH_RECOMMENDED} or more are better.`;
