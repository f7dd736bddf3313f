import { expect, test } from "vitest";
import { isDiskFull, isOutage } from "./is-outage";

const coded = (code: string) => Object.assign(new Error("refused"), { code });

test.each([
  ["a server that shuts down", coded("57P01")],
  ["a server that starts", coded("57P03")],
  ["no more connections", coded("53300")],
  ["nobody listens", coded("ECONNREFUSED")],
  ["the ORM's word for it", coded("P1001")],
  ["a connection that ends while it is made", new Error("Connection terminated unexpectedly")],
  [
    "what the ORM was told by its driver",
    Object.assign(new Error("raw"), {
      code: "P2010",
      meta: {
        driverAdapterError: new Error("driver", { cause: { originalCode: "53100", kind: "postgres" } }),
      },
    }),
  ],
  ["what another error was caused by", new Error("could not be done", { cause: coded("57P01") })],
])("is one: %s", (_name, error) => {
  expect(isOutage(error)).toBe(true);
});

test.each([
  ["a broken constraint", coded("23505")],
  ["a canceled statement", coded("57014")],
  ["a bug", new TypeError("x is not a function")],
  ["nothing", null],
  [
    "one that names itself as its cause",
    (() => {
      const error = new Error("round");
      return Object.assign(error, { cause: error });
    })(),
  ],
])("is none: %s", (_name, error) => {
  expect(isOutage(error)).toBe(false);
});

test("F44: a full disk is told apart from a database that is away", () => {
  expect(isDiskFull(new Error("could not be done", { cause: coded("53100") }))).toBe(true);
  expect(isDiskFull(coded("57P01"))).toBe(false);
});
