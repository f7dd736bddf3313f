import { changeAndEmit, emit } from "../events.ts";
import type { Customer, TestClock } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import type { Sandbox } from "../sandbox.ts";
import { deleteCustomer } from "./customers.ts";

/** Nothing of billing has to be done on the way. */
const ADVANCING_MS = 100;
const TWO_YEARS_S = 2 * 366 * 86_400;
/** https://docs.stripe.com/billing/testing/test-clocks/api-advanced-usage: three customers for each clock. */
const CUSTOMERS_MAX = 3;

function customersOf(sandbox: Sandbox, clock: TestClock): readonly Customer[] {
  return [...(sandbox.store.customers.oldestFirst() ?? [])].filter((one) => one.test_clock === clock.id);
}

export function attachToClock(sandbox: Sandbox, customer: Customer, clock: TestClock): void {
  if (customersOf(sandbox, clock).length >= CUSTOMERS_MAX)
    throw invalidRequest(`A test clock can have at most ${CUSTOMERS_MAX} customers.`, {
      param: "test_clock",
    });
  customer.test_clock = clock.id;
}

/** Sets off to a later time; `ready` says when it is there. https://docs.stripe.com/api/test_clocks/advance */
export function advanceTestClock(sandbox: Sandbox, clock: TestClock, toS: number): void {
  if (clock.status !== "ready")
    throw invalidRequest(`The test clock ${clock.id} is ${clock.status}; wait until it is ready.`);
  if (toS <= clock.frozen_time)
    throw invalidRequest("The frozen time must be after the test clock's current frozen time.", {
      param: "frozen_time",
    });
  if (toS > clock.frozen_time + TWO_YEARS_S)
    throw invalidRequest("A test clock without subscriptions can be advanced by at most two years.", {
      param: "frozen_time",
    });
  changeAndEmit(sandbox, "test_helpers.test_clock.advancing", clock, (changed) => {
    changed.status = "advancing";
    changed.status_details = { advancing: { target_frozen_time: toS } };
  });
  sandbox.later.after(ADVANCING_MS, "ready_test_clock", clock.id);
}

export function readyTestClock(sandbox: Sandbox, id: string): void {
  const clock = sandbox.store.testClocks.find(id);
  const targetS = clock?.status_details.advancing?.target_frozen_time;
  if (clock === undefined || targetS === undefined) return;
  changeAndEmit(sandbox, "test_helpers.test_clock.ready", clock, (changed) => {
    changed.status = "ready";
    changed.status_details = {};
    changed.frozen_time = targetS;
  });
}

/** Its customers go with it. https://docs.stripe.com/api/test_clocks/delete */
export function deleteTestClock(sandbox: Sandbox, id: string): void {
  const clock = sandbox.store.testClocks.find(id);
  if (clock === undefined) return;
  for (const customer of customersOf(sandbox, clock)) deleteCustomer(sandbox, customer);
  sandbox.store.testClocks.remove(id);
  emit(sandbox, "test_helpers.test_clock.deleted", clock);
}
