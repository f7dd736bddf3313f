import { z } from "zod";

/** Control characters other than the ends of lines and tabs: no person types them, and PostgreSQL keeps no U+0000. */
const CONTROL = /[^\P{Cc}\n\t]/gu;

/**
 * A text that a person writes into a field, trimmed, its lines ended alike. Without a code for its lack it may be empty.
 * Longer than the limit it is refused: too_long.
 */
export function plainText(lengthMax: number, lacking?: string) {
  const trimmed = z.string().trim().max(lengthMax, "too_long");
  return z
    .string()
    .transform((text) => text.replace(/\r\n?/g, "\n").replace(CONTROL, ""))
    .pipe(lacking === undefined ? trimmed : trimmed.min(1, lacking));
}
