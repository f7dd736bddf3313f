import { describe, expect, test } from "vitest";
import { orUnavailable } from "./or-unavailable";
import { toResponse } from "./to-response";

describe("orUnavailable", () => {
  test("F41: answers 503, which says that one may try again, while the database is away", async () => {
    const away = Object.assign(new Error("the database system is starting up"), { code: "57P03" });
    const response = await orUnavailable(() => Promise.reject(away));
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({
      error: { kind: "unavailable", code: "database_not_reached" },
    });
  });

  test("hides no mistake of ours", async () => {
    await expect(orUnavailable(() => Promise.reject(new TypeError("no")))).rejects.toThrow("no");
  });

  test("leaves an answer as it is", async () => {
    expect((await orUnavailable(() => Promise.resolve(toResponse({ state: "paid" })))).status).toBe(200);
  });
});
