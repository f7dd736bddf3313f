import type { Actor, CustomerActor, StaffActor, StaffRole } from "@/lib/domain/actor";
import type { ProductKind } from "@/lib/domain/orders/order-state";
import { newId } from "@/lib/platform/ids";
import { newTraceId } from "@/lib/platform/trace";
import { businessClock, type Clock } from "@/lib/platform/clock";
import { addProduct } from "@/lib/services/catalog/add-product";
import type { ServiceContext } from "@/lib/services/context";
import { openMerchant } from "@/lib/services/merchants/open-merchant";
import { registerCustomer } from "@/lib/services/people/register-customer";
import { NO_RULES, type TermsRules } from "@/lib/domain/terms/offer-terms";
import type { PaymentTerms } from "@/lib/domain/terms/payment-terms";
import { addTermsOption } from "@/lib/services/terms/add-terms-option";
import { answered } from "../support/answered";

/** A merchant that sells, with people on both sides of the counter. */
export interface Shop {
  readonly merchantId: string;
  /** 250.00 USD each. */
  readonly placementId: string;
  /** 120.00 USD. */
  readonly courseId: string;
  /** Somebody new, with a wallet and a receivable. */
  readonly customer: (name?: string) => Promise<ServiceContext<CustomerActor>>;
  readonly staff: (role: StaffRole) => ServiceContext<StaffActor>;
  readonly system: () => ServiceContext;
  /** Offers terms to everybody, or to whom the rules say. Answers the option's id. */
  readonly terms: (terms: PaymentTerms, rules?: Partial<TermsRules>) => Promise<string>;
  readonly product: (product: {
    kind: ProductKind;
    priceMinor: bigint;
    currency?: string;
  }) => Promise<string>;
}

let count = 0;

function contextOf<A extends Actor>(actor: A, clock: Clock): ServiceContext<A> {
  return { actor, traceId: newTraceId(), ipAddress: "203.0.113.7", clock };
}

/** Opens a shop through the services, so that everything in it is legal by construction. */
export async function aShop(
  options: { clock?: Clock; paymentAmountMaxMinor?: bigint; timeZone?: string } = {},
): Promise<Shop> {
  const clock = options.clock ?? businessClock;
  const merchantId = newId();
  const slug = `shop-${(count += 1)}-${merchantId.slice(-6)}`;
  await openMerchant({
    id: merchantId,
    slug,
    name: "Acme",
    legalName: "Acme Ltd",
    statementDescriptor: "ACME",
    supportEmail: `help@${slug}.test`,
    timeZone: options.timeZone ?? "UTC",
    locale: "en-US",
    currencies: ["USD", "JPY", "KWD"],
    hosts: [`${slug}.test`],
    paymentAmountMaxMinor: options.paymentAmountMaxMinor ?? 10_000_000n,
  });
  const product: Shop["product"] = async ({ kind, priceMinor, currency = "USD" }) => {
    const id = newId();
    const name = kind === "course" ? "Course" : kind === "subscription" ? "Subscription" : "Site placement";
    const texts = { name, summary: name, description: name, details: {} };
    answered(
      await addProduct({ merchantId, id, slug: `product-${id}`, kind, priceMinor, currency, ...texts }),
    );
    return id;
  };
  const system = () => contextOf<Actor>({ kind: "system", merchantId, name: "Remit" }, clock);
  return {
    merchantId,
    placementId: await product({ kind: "site_placement", priceMinor: 25_000n }),
    courseId: await product({ kind: "course", priceMinor: 12_000n }),
    product,
    system,
    staff: (role) =>
      contextOf({ kind: "staff", merchantId, loginId: newId(), role, name: "Grace Staff" }, clock),
    terms: async (terms, rules = {}) => {
      const actor = {
        kind: "staff",
        merchantId,
        loginId: newId(),
        role: "finance_admin",
        name: "Grace Staff",
      } as const;
      const added = await addTermsOption(contextOf<StaffActor>(actor, clock), {
        additionKey: newId(),
        terms,
        rules: { ...NO_RULES, ...rules },
        isDefault: false,
        reason: "Test",
      });
      return answered(added).optionId;
    },
    customer: async (name = "Ada Lovelace") => {
      const email = `customer-${(count += 1)}@${slug}.test`;
      const person = { merchantId, name, email, passwordHash: "not-a-hash-nobody-signs-in" };
      const registered = await registerCustomer(system(), person);
      if (!registered.ok) throw new Error(`${email} was not registered: ${registered.error.code}`);
      return contextOf({ kind: "customer", merchantId, ...registered.value, name }, clock);
    },
  };
}
