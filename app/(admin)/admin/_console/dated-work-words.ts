/** What falls due on a date, by its kind in lib/db/dated-work.ts. */
export const DATED_WORK_WORDS: Readonly<Record<string, string>> = {
  installment_due: "An installment falls due",
  installment_step: "Collection looks at an installment",
  installment_reminder: "An installment is reminded of",
};
