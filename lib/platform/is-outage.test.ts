import { expect, test } from "vitest";
import { isOutage } from "./is-outage";

const coded = (code: string) => Object.assign(new Error("refused"), { code });

test.each([
  ["a server that shuts down", coded("57P01")],
  ["a server that starts", coded("57P03")],
  ["no more connections", coded("53300")],
  ["nobody listens", coded("ECONNREFUSED")],
  ["the ORM's word for it", coded("P1001")],
  ["a connection that ends while it is made", new Error("Connection terminated unexpectedly")],
  ["what another error was caused by", new Error("could not be done", { cause: coded("57P01") })],
])("is one: %s", (_name, error) => {
  expect(isOutage(error)).toBe(true);
});

test.each([
  ["a broken constraint", coded("23505")],
  ["a canceled statement", coded("57014")],
  ["a bug", new TypeError("x is not a function")],
  ["nothing", null],
])("is none: %s", (_name, error) => {
  expect(isOutage(error)).toBe(false);
});
