import { describe, expect, test } from "vitest";
import { readJson } from "./read-json";

/** A request whose body comes piece by piece, without saying how long it will be. */
function streamed(pieces: Iterable<string>): Request {
  const iterator = pieces[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const next = iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(Buffer.from(next.value));
    },
  });
  // The types of browsers do not know that a body that streams has to say so.
  const init: RequestInit & { duplex: "half" } = { method: "POST", body, duplex: "half" };
  return new Request("http://localhost:3000", init);
}

describe("readJson", () => {
  test.each([
    { name: "nominal", pieces: ['{"orderId":', '"ord_1"}'], value: { orderId: "ord_1" } },
    { name: "no JSON", pieces: ["hello"], value: undefined },
    { name: "nothing", pieces: [], value: undefined },
    { name: "a body longer than any command", pieces: ['"', "x".repeat(10_000), '"'], value: undefined },
  ])("reads $name", async ({ pieces, value }) => {
    expect(await readJson(streamed(pieces))).toEqual(value);
  });

  test("stops reading a body without end", async () => {
    let count = 0;
    function* endless() {
      for (;;) {
        count += 1;
        yield " ".repeat(4_000);
      }
    }
    expect(await readJson(streamed(endless()))).toBeUndefined();
    expect(count).toBeLessThan(10);
  });
});
