import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startForTest, stripeError, type TestSandbox } from "./start.ts";

let sandbox: TestSandbox;

beforeAll(async () => {
  sandbox = await startForTest();
});
afterAll(() => sandbox.close());

const T0 = 1_700_000_000;
const clocks = () => sandbox.stripe.testHelpers.testClocks;

describe("test clocks (https://docs.stripe.com/api/test_clocks)", () => {
  it("advance to a later time and are ready there", async () => {
    const clock = await clocks().create({ frozen_time: T0 });
    expect(clock).toMatchObject({ status: "ready", frozen_time: T0, deletes_after: clock.created + 604_800 });
    const onTheWay = await clocks().advance(clock.id, { frozen_time: T0 + 60 });
    expect(onTheWay).toMatchObject({
      status: "advancing",
      frozen_time: T0,
      status_details: { advancing: { target_frozen_time: T0 + 60 } },
    });
    await sandbox.control("POST", "settle", { balance: false });
    expect(await clocks().retrieve(clock.id)).toMatchObject({ status: "ready", frozen_time: T0 + 60 });
    const types = (await sandbox.stripe.events.list({ type: "test_helpers.*" })).data.map(({ type }) => type);
    expect(types).toEqual([
      "test_helpers.test_clock.ready",
      "test_helpers.test_clock.advancing",
      "test_helpers.test_clock.created",
    ]);
  });

  it("do not go back, nor further than two years (https://docs.stripe.com/api/test_clocks/advance)", async () => {
    const { id } = await clocks().create({ frozen_time: T0 });
    for (const frozen_time of [T0, T0 - 1, T0 + 3 * 31_536_000])
      expect(await stripeError(clocks().advance(id, { frozen_time }))).toMatchObject({
        statusCode: 400,
        param: "frozen_time",
      });
  });

  it("take three customers, who go with them (https://docs.stripe.com/api/test_clocks/delete)", async () => {
    const { id } = await clocks().create({ frozen_time: T0 });
    const make = () => sandbox.stripe.customers.create({ test_clock: id });
    const [ada] = [await make(), await make(), await make()];
    expect(ada.test_clock).toBe(id);
    expect((await stripeError(make())).param).toBe("test_clock");
    expect(await clocks().del(id)).toMatchObject({ id, deleted: true });
    expect(await sandbox.stripe.customers.retrieve(ada.id)).toMatchObject({ deleted: true });
    expect((await stripeError(clocks().retrieve(id))).statusCode).toBe(404);
  });

  it("end by themselves after a week", async () => {
    const { id } = await clocks().create({ frozen_time: T0 });
    await sandbox.control("POST", "clock/advance", { days: 7 });
    expect((await stripeError(clocks().retrieve(id))).statusCode).toBe(404);
  });
});
