import { expect, test } from "vitest";
import { chargeConsent } from "./charge-consent";

const charge = (dueOn: string | null, amountMinor = 1_025n) => ({
  installmentId: "i",
  position: 1,
  amountMinor,
  dueOn,
  isAtOnce: false,
});

const subject = { merchantName: "Acme", locale: "en-US", orderNumber: 1042n, currency: "USD" };

test("CHK-05: the words say who charges, what, how often, when, and how to end it", () => {
  expect(chargeConsent({ ...subject, charges: [charge("2027-02-04"), charge("2027-03-04")] })).toBe(
    "I allow Acme to charge this card by itself for what order 1042 still owes: 2 payments, $20.50 in all, on their days, from February 4, 2027 to March 4, 2027. Each is the amount that is due then, and never more. I can pay earlier, choose another card, or end this at any time before a payment.",
  );
});

test.each([
  {
    name: "one day",
    charges: [charge("2027-02-04")],
    words: "one payment, $10.25 in all, on February 4, 2027.",
  },
  {
    name: "a day that is not known",
    charges: [charge(null)],
    words: "on the day on which each becomes due.",
  },
])("the words name $name", ({ charges, words }) => {
  expect(chargeConsent({ ...subject, charges })).toContain(words);
});
