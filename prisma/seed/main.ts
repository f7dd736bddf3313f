import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { addProduct } from "@/lib/services/catalog/add-product";
import { openMerchant } from "@/lib/services/merchants/open-merchant";
import { NO_RULES, type TermsRules } from "@/lib/domain/terms/offer-terms";
import { type AddTermsOption, addTermsOption } from "@/lib/services/terms/add-terms-option";
import { closeDatabase } from "@/lib/services/close-database";
import { answered } from "./answered";
import { KILN } from "./kiln";
import { type SeedMerchant, seedId } from "./merchants";
import { NORTHLIGHT } from "./northlight";
import { type SeedOrder, seedOrder } from "./orders";
import { contextAt, type People, type SeedLogin, seedPeople, staffMember } from "./people";
import { KILN_ORDERS, NORTHLIGHT_ORDERS } from "./stories";
import { seedWallets } from "./wallets";

async function seedCatalog(merchant: SeedMerchant): Promise<void> {
  await openMerchant(merchant);
  for (const product of merchant.products) {
    answered(
      product.slug,
      await addProduct({
        ...product,
        merchantId: merchant.id,
        id: seedId("product", merchant.slug, product.slug),
      }),
    );
  }
}

const TERMS: readonly (Pick<AddTermsOption, "terms"> & { readonly rules: Partial<TermsRules> })[] = [
  {
    terms: {
      kind: "deposit",
      shareBasisPoints: 3_000,
      fixedMinor: 0n,
      minimumMinor: 0n,
      balance: { kind: "standard" },
    },
    rules: { minMinor: 10_000n },
  },
  { terms: { kind: "net", days: 30, end: "none" }, rules: { approvedOnly: true, noneOverdue: true } },
  {
    terms: {
      kind: "installments",
      count: 3,
      unit: "month",
      every: 1,
      starts: "at_once",
      firstShareBasisPoints: 0,
      feeBasisPoints: 200,
      feeMinor: 0n,
    },
    rules: { minMinor: 10_000n },
  },
];

/** Ways to pay later, so that the cart has something to choose from. */
async function seedTerms(merchant: SeedMerchant, people: People, now: Date): Promise<void> {
  const ctx = contextAt(staffMember(people, "finance_admin"), now);
  for (const [index, { terms, rules }] of TERMS.entries()) {
    const option = {
      terms,
      rules: { ...NO_RULES, currencies: merchant.currencies.slice(0, 1), ...rules },
      isDefault: false,
      reason: "Opening of the shop.",
    };
    answered(
      terms.kind,
      await addTermsOption(ctx, { additionKey: seedId("terms", merchant.slug, String(index)), ...option }),
    );
  }
}

/** Where the demo reads who can sign in. */
function writeLogins(logins: readonly SeedLogin[]): void {
  const home = process.env["REMIT_HOME"] ?? ".remit";
  fs.mkdirSync(home, { recursive: true });
  fs.writeFileSync(path.join(home, "logins.json"), `${JSON.stringify(logins, null, 2)}\n`, { mode: 0o600 });
}

async function seedMerchant(
  merchant: SeedMerchant,
  orders: readonly SeedOrder[],
  now: Date,
): Promise<readonly SeedLogin[]> {
  await seedCatalog(merchant);
  const people = await seedPeople(merchant, new Date(now.getTime() - 20 * 86_400_000));
  console.log(
    `${merchant.name}: ${merchant.products.length} products, ${people.staff.size} staff, ${people.customers.length} customers`,
  );
  for (const order of orders) await seedOrder(merchant, people, order, now);
  await seedWallets(merchant, people, now);
  await seedTerms(merchant, people, now);
  console.log(`${merchant.name}: ${orders.length} orders`);
  return people.logins;
}

/**
 * Fills an empty database through the services, as its users would, so that the books balance from the first minute.
 * It may be stopped at any point and run again: each step names itself, and what is done stays done.
 */
export async function seed(): Promise<void> {
  const now = new Date();
  const northlight = await seedMerchant(NORTHLIGHT, NORTHLIGHT_ORDERS, now);
  const kiln = await seedMerchant(KILN, KILN_ORDERS, now);
  writeLogins([...northlight, ...kiln]);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(path.resolve(process.argv[1])).href) {
  await seed();
  await closeDatabase();
}
