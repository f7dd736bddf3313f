// A process that does one thing and may be told (REMIT_CRASH_AT) to die in the middle of it. Started by crash.test.ts.
import { closePool } from "@/lib/db/pool";
import { systemClock } from "@/lib/platform/clock";
import { checkPayments } from "@/lib/jobs/check-payments";
import { cancelOrder } from "@/lib/services/orders/cancel-order";
import { placeOrder } from "@/lib/services/orders/place-order";
import { refreshPayment } from "@/lib/services/payments/refresh-payment";
import { startPayment } from "@/lib/services/payments/start-payment";
import { voidPayment } from "@/lib/services/payments/void-payment";
import { adjustWallet } from "@/lib/services/wallets/adjust-wallet";
import { drainInbox } from "@/lib/webhooks/drain-inbox";
import { money } from "@/lib/domain/money/money";
import { type Assignment, assignmentSchema } from "./assignment";

const { act, buyer, staff, system, orderId, paymentId, key, productId } = assignmentSchema.parse(
  JSON.parse(process.argv[2] ?? "{}"),
);
const context = <A>(actor: A) => ({
  actor,
  traceId: "0".repeat(31) + "1",
  ipAddress: "203.0.113.7",
  clock: systemClock,
});

const ACTS: Readonly<Record<Assignment["act"], () => Promise<unknown>>> = {
  "place order": () => placeOrder(context(buyer), { placementKey: key, lines: [{ productId, quantity: 1 }] }),
  "start payment": () => startPayment(context(buyer), { orderId, saveMethod: false }),
  "refresh payment": () => refreshPayment(context(buyer), { paymentId }),
  "cancel order": () => cancelOrder(context(staff), { orderId, reason: "No longer wanted." }),
  "void payment": () => voidPayment(context(system), { paymentId }),
  "check payments": () => checkPayments(10),
  "drain inbox": () => drainInbox(50),
  "grant credit": () =>
    adjustWallet(context(staff), {
      adjustmentKey: key,
      customerId: buyer.customerId,
      direction: "grant",
      amount: money(500n, "USD"),
      reason: "For the trouble.",
    }),
};

await ACTS[act]();
await closePool();
console.log("done");
process.exit(0);
