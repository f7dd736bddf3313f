import { beforeAll, describe, expect, test } from "vitest";
import type { CustomerActor } from "@/lib/domain/actor";
import {
  nextOrderStates,
  ORDER_STATES,
  type OrderState,
  type OrderWorkflow,
} from "@/lib/domain/orders/order-state";
import type { Result } from "@/lib/domain/result";
import type { ServiceContext } from "../context";
import { refreshPayment } from "../payments/refresh-payment";
import { startPayment } from "../payments/start-payment";
import { approveSites } from "./approve-sites";
import { attachSite } from "./attach-site";
import { cancelOrder } from "./cancel-order";
import { markSitesReady } from "./mark-sites-ready";
import { anOrder } from "@/test/builders/orders";
import { type Shop, aShop } from "@/test/builders/shop";
import { answered } from "@/test/support/answered";
import { moneyStage } from "@/test/support/money-stage";
import { payAsBrowser } from "@/test/support/pay-as-browser";

const stage = moneyStage();
let shop: Shop;
let ada: ServiceContext<CustomerActor>;

beforeAll(async () => {
  shop = await aShop();
  ada = await shop.customer();
});

interface Subject {
  readonly orderId: string;
  readonly siteIds: readonly string[];
}

type Approval = OrderWorkflow["approval"];

const DEPOSIT = {
  kind: "deposit",
  shareBasisPoints: 3_000,
  fixedMinor: 0n,
  minimumMinor: 0n,
  balance: { kind: "standard" },
} as const;

/** Pays what the order owes, as far as it owes anything. */
async function pay({ orderId }: Subject): Promise<Result<unknown>> {
  const started = await startPayment(ada, { orderId, saveMethod: false });
  if (!started.ok) return started;
  await payAsBrowser(stage, started.value.clientSecret);
  return refreshPayment(ada, { paymentId: started.value.paymentId });
}

/** The act that leads to each state. */
const ACTS: Readonly<
  Record<Exclude<OrderState, "deposit_pending">, (subject: Subject) => Promise<Result<unknown>>>
> = {
  // The deposit is all that leads there.
  confirmed: pay,
  sites_ready: ({ orderId }) => markSitesReady(shop.staff("support"), { orderId }),
  // Where there is nothing to approve, the deposit is what it waits for.
  payment_pending: ({ orderId, siteIds }) =>
    siteIds.length === 0
      ? pay({ orderId, siteIds })
      : approveSites(ada, { lookedAt: ada.clock.now(), orderId, siteIds }),
  paid: pay,
  canceled: ({ orderId }) => cancelOrder(shop.staff("billing_ops"), { orderId, reason: "Test" }),
};

/** Brings an order of a workflow into a state. An order without sites is payable from its first moment. */
const MAKERS: Readonly<Record<Approval, Partial<Record<OrderState, () => Promise<Subject>>>>> = {
  sites: {
    deposit_pending: async () => anOrder(shop, ada, { sites: 1, termsId: await shop.terms(DEPOSIT) }),
    confirmed: async () => {
      const subject = await anOrder(shop, ada, { sites: 1 });
      answered(
        await attachSite(shop.staff("support"), {
          siteId: subject.siteIds[0] ?? "",
          url: "https://example.test",
          note: null,
        }),
      );
      return subject;
    },
    sites_ready: () => anOrder(shop, ada, { sites: 1, reached: "sites_ready" }),
    payment_pending: () => anOrder(shop, ada, { sites: 1, reached: "payment_pending" }),
    paid: async () => {
      const subject = await anOrder(shop, ada, { sites: 1, reached: "payment_pending" });
      answered(await pay(subject));
      return subject;
    },
    canceled: async () => {
      const subject = await anOrder(shop, ada, { sites: 1, reached: "sites_ready" });
      answered(await ACTS.canceled(subject));
      return subject;
    },
  },
  none: {
    deposit_pending: async () => anOrder(shop, ada, { termsId: await shop.terms(DEPOSIT) }),
    payment_pending: () => anOrder(shop, ada),
    paid: async () => {
      const subject = await anOrder(shop, ada);
      answered(await pay(subject));
      return subject;
    },
    canceled: async () => {
      const subject = await anOrder(shop, ada);
      answered(await ACTS.canceled(subject));
      return subject;
    },
  },
};

const stateOf = async ({ orderId }: Subject) =>
  (await stage.rows<{ state: OrderState }>('SELECT state FROM "order" WHERE id = $1', [orderId]))[0]?.state;

const APPROVALS = ["sites", "none"] as const;
const TARGETS = ["confirmed", "sites_ready", "payment_pending", "paid", "canceled"] as const;
const CASES = APPROVALS.flatMap((approval) =>
  ORDER_STATES.flatMap((from) => {
    const make = MAKERS[approval][from];
    if (make === undefined) return [];
    // A deposit leads out of deposit_pending, whichever state that is to: paying it is no jump.
    const targets = TARGETS.filter((to) =>
      from === "deposit_pending"
        ? to !== "paid" && !(to === "confirmed" && approval === "none")
        : to !== "confirmed" && !(from === "paid" && to === "payment_pending"),
    );
    return targets.map((to) => ({
      approval,
      from,
      to,
      make,
      isAllowed: nextOrderStates({ approval }, from).includes(to),
    }));
  }),
);

describe("an order's steps", () => {
  test("are all tried here that an order can take", () => {
    const tried = CASES.filter((one) => one.isAllowed).map(
      ({ approval, from, to }) => `${approval}: ${from} to ${to}`,
    );
    const possible = APPROVALS.flatMap((approval) =>
      ORDER_STATES.flatMap((from) =>
        nextOrderStates({ approval }, from).map((to) => `${approval}: ${from} to ${to}`),
      ),
    );
    // An order without sites leaves confirmed in the transaction that places it; placing one is tried beside place-order.
    const atOnce = ["none: confirmed to payment_pending", "none: confirmed to canceled"];
    // Only money by hand can bounce, which is tried beside bounce-manual-payment.
    const bounced = ["sites: paid to payment_pending", "none: paid to payment_pending"];
    const elsewhere = [...atOnce, ...bounced];
    expect(tried.toSorted()).toEqual(possible.filter((step) => !elsewhere.includes(step)).toSorted());
  });

  test.each(CASES.filter((one) => one.isAllowed))(
    "with approval of $approval go from $from to $to",
    async ({ to, make }) => {
      const subject = await make();
      answered(await ACTS[to](subject));
      expect(await stateOf(subject)).toBe(to);
    },
  );

  test.each(CASES.filter((one) => !one.isAllowed && one.from !== one.to))(
    "with approval of $approval do not jump from $from to $to",
    async ({ from, to, make }) => {
      const subject = await make();
      const result = await ACTS[to](subject);
      // Approving what is approved already is answered as done; whatever the answer, the order stays where it is.
      if (!result.ok)
        expect([
          "order_state_refused",
          "order_not_payable",
          "order_already_paid",
          "order_partly_paid",
          "site_not_found",
        ]).toContain(result.error.code);
      expect(await stateOf(subject)).toBe(from);
    },
  );
});
