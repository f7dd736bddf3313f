import { expect, test } from "vitest";
import { aShop } from "../../builders/shop";
import { booksOffenders } from "../../support/books-offenders";
import { serviceDatabase } from "../../support/service-database";
import { liveThroughWallets, walletFailureText } from "./simulate-wallet";

serviceDatabase();

/** What forty seconds of one core are enough for; `npm run simulate -- --wallets` lives through more of them. */
const HISTORIES = 250;

test("WAL-06, F25: no history of a wallet breaks a law", { timeout: 600_000 }, async () => {
  const shop = await aShop();
  const lived = await liveThroughWallets(shop, { firstSeed: 1, count: HISTORIES, isEachStepChecked: false });
  expect(lived.broken === null ? null : walletFailureText(lived.broken)).toBeNull();
  expect(lived.count).toBe(HISTORIES);
  expect(await booksOffenders()).toEqual([]);
});
