import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import type { Prng } from "./prng";

export const TERMS = {
  net: { kind: "net", days: 30, end: "none" },
  thirds: {
    kind: "installments",
    count: 3,
    unit: "month",
    every: 1,
    starts: "at_once",
    firstShareBasisPoints: 0,
    feeBasisPoints: 250,
    feeMinor: 0n,
  },
  deposit: {
    kind: "deposit",
    shareBasisPoints: 3_333,
    fixedMinor: 0n,
    minimumMinor: 0n,
    balance: { kind: "standard" },
  },
} as const satisfies Readonly<Record<string, PaymentTerms>>;

export type TermsName = keyof typeof TERMS;

/** What a life is about: a course that is paid at once, a top-up of the wallet, or a course on terms. */
export type Subject = "at_once" | "top_up" | TermsName;

export const isOnTerms = (subject: Subject): subject is TermsName => subject in TERMS;

/** One in five is on terms and one in ten a top-up, by the seed: all others take the steps that they took without them. */
export function subjectOf(seed: number, random: Prng): Subject {
  if (seed % 5 === 3) return random.pick(["net", "thirds", "deposit"]);
  return seed % 10 === 6 ? "top_up" : "at_once";
}
