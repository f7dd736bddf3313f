import { AUTHENTICATION_CARDS } from "./cards/authentication-cards.ts";
import { BRAND_CARDS } from "./cards/brand-cards.ts";
import { COUNTRY_CARDS } from "./cards/country-cards.ts";
import { DECLINING_CARDS } from "./cards/declining-cards.ts";
import { DISPUTED_CARDS } from "./cards/disputed-cards.ts";
import { MONEY_CARDS } from "./cards/money-cards.ts";
import { RADAR_CARDS } from "./cards/radar-cards.ts";
import type { TestCard } from "./cards/test-card.ts";

/** Every card that the sandbox knows; any other number is treated as a live card and declined. */
export const TEST_CARDS: readonly TestCard[] = [
  ...BRAND_CARDS,
  ...DECLINING_CARDS,
  ...AUTHENTICATION_CARDS,
  ...DISPUTED_CARDS,
  ...MONEY_CARDS,
  ...RADAR_CARDS,
  ...COUNTRY_CARDS,
];

const BY_NUMBER = new Map(TEST_CARDS.map((entry) => [entry.number, entry]));
const BY_TOKEN = new Map(TEST_CARDS.flatMap((entry) => entry.tokens.map((token) => [token, entry] as const)));

export const cardByNumber = (number: string): TestCard | undefined => BY_NUMBER.get(number);

/** The card behind `pm_card_visa`, `pm_card_threeDSecure2Required`, `tok_visa`, … */
export function cardByToken(token: string): TestCard | undefined {
  return BY_TOKEN.get(token.replace(/^(pm_card|tok)_/, ""));
}

/** Whether the last digit fits the others. https://en.wikipedia.org/wiki/Luhn_algorithm */
export function passesLuhn(number: string): boolean {
  let sum = 0;
  number
    .split("")
    .toReversed()
    .forEach((digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      sum += value > 9 ? value - 9 : value;
    });
  return sum % 10 === 0;
}
