import { advanceTestClock, attachToClock, deleteTestClock } from "../engine/test-clocks.ts";
import { emit } from "../events.ts";
import { newId } from "../ids.ts";
import type { TestClock } from "../objects.ts";
import { noSuch } from "../protocol/errors.ts";
import { listPage, pageParams } from "../protocol/pagination.ts";
import { integer, required, text } from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { findCustomer } from "./find.ts";

const DELETED_AFTER_S = 7 * 86_400;

/** The test clock of a path or of a parameter. */
export function findTestClock(sandbox: Sandbox, id: string, param: string, status: 400 | 404): TestClock {
  const found = sandbox.store.testClocks.find(id);
  if (found === undefined) throw noSuch("test clock", id, param, status);
  return found;
}

const create = route({
  method: "POST",
  path: "/v1/test_helpers/test_clocks",
  params: { frozen_time: required(integer()), name: text(300), customer: text() },
  handle({ sandbox, params }) {
    const created = nowS();
    const customer =
      params.customer === undefined ? null : findCustomer(sandbox, params.customer, "customer", 400);
    const clock = sandbox.store.testClocks.insert({
      id: newId("clock_"),
      object: "test_helpers.test_clock",
      created,
      deletes_after: created + DELETED_AFTER_S,
      frozen_time: params.frozen_time,
      livemode: false,
      name: params.name ?? null,
      status: "ready",
      status_details: {},
    });
    if (customer !== null) attachToClock(sandbox, customer, clock);
    sandbox.later.at(clock.deletes_after * 1_000, "delete_test_clock", clock.id);
    emit(sandbox, "test_helpers.test_clock.created", clock);
    return clock;
  },
});

const retrieve = route({
  method: "GET",
  path: "/v1/test_helpers/test_clocks/:id",
  params: {},
  handle: ({ sandbox, id }) => findTestClock(sandbox, id, "test_clock", 404),
});

const advance = route({
  method: "POST",
  path: "/v1/test_helpers/test_clocks/:id/advance",
  params: { frozen_time: required(integer()) },
  handle({ sandbox, params, id }) {
    const clock = findTestClock(sandbox, id, "test_clock", 404);
    advanceTestClock(sandbox, clock, params.frozen_time);
    return clock;
  },
});

const remove = route({
  method: "DELETE",
  path: "/v1/test_helpers/test_clocks/:id",
  params: {},
  handle({ sandbox, id }) {
    deleteTestClock(sandbox, findTestClock(sandbox, id, "test_clock", 404).id);
    return { id, object: "test_helpers.test_clock", deleted: true };
  },
});

const listAll = route({
  method: "GET",
  path: "/v1/test_helpers/test_clocks",
  params: pageParams,
  handle: ({ sandbox, params }) =>
    listPage(params, {
      collection: sandbox.store.testClocks,
      url: "/v1/test_helpers/test_clocks",
      kind: "test_helpers.test_clock",
    }),
});

/** Clocks of billing, which the sandbox leaves out: they keep a time and their customers. https://docs.stripe.com/api/test_clocks */
export const testClockRoutes = [create, retrieve, advance, remove, listAll];
