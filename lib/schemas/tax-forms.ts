import { z } from "zod";
import { isCalendarDate } from "@/lib/domain/time/calendar-date";
import { TAX_DRIVERS } from "@/lib/domain/tax/tax-settings";
import { plainText } from "./plain-text";

const PRODUCT_KINDS = ["site_placement", "course", "subscription"] as const;

const reason = plainText(500, "reason_required");
const country = z.string().regex(/^[A-Z]{2}$/, "required");
const region = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9]{0,3}$/, "region_malformed")
  .transform((text) => (text === "" ? null : text));
const day = z.string().refine(isCalendarDate, "required");
const baseVersion = z.coerce.number().int().min(0);

/** 19 or 8.875: at most four digits behind the point, so that it is a whole number of millionths. */
const percent = z
  .string()
  .trim()
  .regex(/^\d{1,3}([.,]\d{1,4})?$/, "percent_malformed")
  .transform((text) => {
    const [whole = "", fraction = ""] = text.split(/[.,]/);
    return Number(whole) * 10_000 + Number(fraction.padEnd(4, "0"));
  });

export const generalTaxForm = z.object({
  baseVersion,
  driver: z.enum(TAX_DRIVERS),
  homeCountry: country,
  homeRegion: region,
  inclusiveKinds: z.array(z.enum(PRODUCT_KINDS)),
  reason,
});

/** A rate with what goes with every change: the version that it is made on, and why. */
export const addTaxRateForm = z
  .object({
    baseVersion,
    country,
    region,
    kind: z.enum(["", ...PRODUCT_KINDS]).transform((kind) => (kind === "" ? null : kind)),
    name: plainText(40, "required"),
    ratePpm: percent,
    treatment: z.enum(["taxed", "exempt"]),
    isReverseCharge: z
      .string()
      .optional()
      .transform((value) => value !== undefined),
    validFrom: day,
    validUntil: z
      .string()
      .refine((text) => text === "" || isCalendarDate(text), "day_malformed")
      .transform((text) => (text === "" ? null : text)),
    reason,
  })
  .transform(({ baseVersion: base, reason: why, ...rate }) => ({ baseVersion: base, reason: why, rate }));

export const endTaxRateForm = z.object({
  baseVersion,
  position: z.coerce.number().int().min(1),
  validUntil: day,
  reason,
});

export const sellerDetailsForm = z.object({ address: plainText(1_000), taxId: plainText(60), reason });
