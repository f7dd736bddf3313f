import { describe, expect, test } from "vitest";
import { newTraceId, traceIdFrom } from "./trace";

const GIVEN = "0af7651916cd43dd8448eb211c80319c";

describe("newTraceId", () => {
  test("is 32 hex digits, another one each time", () => {
    const ids = Array.from({ length: 100 }, newTraceId);
    expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(100);
  });
});

describe("traceIdFrom", () => {
  test("goes on with the trace of the one who asks", () => {
    expect(traceIdFrom(`00-${GIVEN}-b7ad6b7169203331-01`)).toBe(GIVEN);
  });

  test.each([
    { name: "no header", header: null },
    { name: "an empty header", header: "" },
    { name: "a word", header: "hello" },
    { name: "too short", header: "00-0af765-b7ad6b7169203331-01" },
    { name: "upper case", header: `00-${GIVEN.toUpperCase()}-b7ad6b7169203331-01` },
    { name: "something to break a log line", header: `00-${GIVEN}\n-b7ad6b7169203331-01` },
    { name: "the invalid id of all zeros", header: `00-${"0".repeat(32)}-b7ad6b7169203331-01` },
  ])("begins a new trace for $name", ({ header }) => {
    const id = traceIdFrom(header);
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(header ?? "").not.toContain(id);
  });
});
