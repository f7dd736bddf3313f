import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { GatewayOutcome } from "@/lib/domain/payments/gateway-outcome";
import { pool } from "@/lib/db/pool";
import type { ServiceContext } from "../context";
import { askOnce } from "./ask-once";
import { aShop } from "@/test/builders/shop";
import { serviceDatabase } from "@/test/support/service-database";

serviceDatabase();
let ctx: ServiceContext;
let keys: string[] = [];

beforeAll(async () => {
  ctx = (await aShop()).system();
});
beforeEach(() => {
  keys = [];
});

type Thing = { id: string };
type Answer = GatewayOutcome<Thing>;

const made: Answer = { outcome: "succeeded", value: { id: "thing_1" } };
const lost: Answer = { outcome: "outcome_unknown", code: "StripeConnectionError", message: "" };
const kept: Answer = { outcome: "outcome_unknown", code: "failure_kept", message: "" };
const refused: Answer = { outcome: "not_sent", code: "resource_missing", message: "" };
const unreached: Answer = { outcome: "not_sent", code: "gateway_not_reached", message: "" };

/** Asks a gateway that answers as the script says; with `there`, looking finds what it says. */
const ask = (name: string, script: Answer[], given: { input?: unknown; there?: Thing | null } = {}) =>
  askOnce<Thing>(
    ctx,
    { name, command: "make-thing", input: given.input ?? {} },
    {
      ask: async (key) => {
        keys.push(key);
        return script.shift() ?? made;
      },
      answerOf: ({ id }) => ({ id }),
      ...("there" in given
        ? { lookUp: async () => ({ outcome: "succeeded", value: given.there ?? null }) }
        : {}),
    },
  );

const rowsOf = async (name: string) =>
  (
    await pool().query<{ attempt: number; state: string; reason: string | null; answer: unknown }>(
      "SELECT attempt, state, reason, answer, ask_count FROM operation WHERE name = $1 ORDER BY attempt",
      [name],
    )
  ).rows;

/** Lets a day and an hour pass since the operation was begun. */
const age = (name: string) =>
  pool().query("UPDATE operation SET begun_at = begun_at - interval '25 hours' WHERE name = $1", [name]);

describe("asking a gateway under a key", () => {
  test("GTW-11: is written down before it is asked, and then with what was answered", async () => {
    let before: unknown;
    await askOnce<Thing>(
      ctx,
      { name: "thing:a", command: "make-thing", input: {} },
      {
        ask: async (key) => {
          keys.push(key);
          before = await rowsOf("thing:a");
          return made;
        },
        answerOf: ({ id }) => ({ id }),
      },
    );
    expect(before).toMatchObject([{ attempt: 1, state: "begun" }]);
    expect(await rowsOf("thing:a")).toMatchObject([{ state: "done", answer: { id: "thing_1" } }]);
    expect(keys).toEqual(["thing:a"]);
  });

  test("GTW-11: what is open is asked for again under the same key", async () => {
    expect((await ask("thing:b", [lost])).outcome).toBe("outcome_unknown");
    expect((await ask("thing:b", [made])).outcome).toBe("succeeded");
    expect(keys).toEqual(["thing:b", "thing:b"]);
    expect(await rowsOf("thing:b")).toMatchObject([{ attempt: 1, state: "done", ask_count: 2 }]);
  });

  test("what nobody heard keeps its key; what was read and refused gets another", async () => {
    await ask("thing:c", [unreached]);
    await ask("thing:c", [refused]);
    await ask("thing:c", [made]);
    expect(keys).toEqual(["thing:c", "thing:c", "thing:c:2"]);
    expect(await rowsOf("thing:c")).toMatchObject([
      { attempt: 1, state: "refused", reason: "resource_missing" },
      { attempt: 2, state: "done" },
    ]);
  });

  test("another wish about the same thing has a key of its own", async () => {
    await ask("thing:d", [made], { input: { keep: true } });
    await ask("thing:d", [made], { input: { keep: false } });
    await ask("thing:d", [made], { input: { keep: true } });
    expect(keys).toEqual(["thing:d", "thing:d:2", "thing:d:3"]);
  });

  test("GTW-17: what may have happened is looked for before there is another attempt", async () => {
    expect(await ask("thing:e", [lost], { there: { id: "thing_found" } })).toEqual({
      outcome: "succeeded",
      value: { id: "thing_found" },
    });
    expect(keys).toEqual(["thing:e"]);
    expect(await rowsOf("thing:e")).toMatchObject([{ state: "done", answer: { id: "thing_found" } }]);
  });

  test("F10: where the gateway has kept a failure and made nothing, it is asked once more under another key, and not without end", async () => {
    expect((await ask("thing:f", [kept, made], { there: null })).outcome).toBe("succeeded");
    expect(keys).toEqual(["thing:f", "thing:f:2"]);
    keys = [];
    expect((await ask("thing:g", [kept, kept, made], { there: null })).outcome).toBe("outcome_unknown");
    expect(keys).toEqual(["thing:g", "thing:g:2"]);
  });

  test("F08: what is not there may be underway still: it is asked for again under its own key only", async () => {
    expect((await ask("thing:u", [lost], { there: null })).outcome).toBe("outcome_unknown");
    expect((await ask("thing:u", [made], { there: null })).outcome).toBe("succeeded");
    expect(keys).toEqual(["thing:u", "thing:u"]);
  });

  test("a day later the gateway may have forgotten the key: it is asked for the object, never blindly again", async () => {
    await ask("thing:h", [lost]);
    await age("thing:h");
    keys = [];
    expect(await ask("thing:h", [made], { there: { id: "thing_old" } })).toEqual({
      outcome: "succeeded",
      value: { id: "thing_old" },
    });
    expect(keys).toEqual([]);
  });

  test("a day later, when there is nothing, it is asked under a new key", async () => {
    await ask("thing:i", [lost]);
    await age("thing:i");
    keys = [];
    expect((await ask("thing:i", [made], { there: null })).outcome).toBe("succeeded");
    expect(keys).toEqual(["thing:i:2"]);
  });

  test("a day later, when nobody can look, it stays unknown and nothing is asked", async () => {
    await ask("thing:j", [lost]);
    await age("thing:j");
    keys = [];
    const blind = await askOnce<Thing>(
      ctx,
      { name: "thing:j", command: "make-thing", input: {} },
      {
        ask: async (key) => {
          keys.push(key);
          return made;
        },
        answerOf: ({ id }) => ({ id }),
        lookUp: async () => lost,
      },
    );
    expect(blind).toMatchObject({ outcome: "outcome_unknown", code: "not_looked_up" });
    expect(keys).toEqual([]);
  });

  test("ten at once share one attempt and one key", async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask("thing:k", [lost])));
    expect(new Set(keys)).toEqual(new Set(["thing:k"]));
    expect(await rowsOf("thing:k")).toMatchObject([{ attempt: 1, ask_count: 10 }]);
  });

  test("F27: what makes an object is never made a second time: it is looked for", async () => {
    const make = (there: Thing | null) =>
      askOnce<Thing>(
        ctx,
        { name: "thing:l", command: "make-thing", input: {} },
        {
          ask: async (key) => {
            keys.push(key);
            return made;
          },
          answerOf: ({ id }) => ({ id }),
          isOnce: true,
          lookUp: async () => ({ outcome: "succeeded", value: there }),
        },
      );
    await make(null);
    expect(await make({ id: "thing_1" })).toEqual(made);
    expect(keys).toEqual(["thing:l"]);
    // Even where a list does not show it yet, the key is the first one.
    await make(null);
    expect(keys).toEqual(["thing:l", "thing:l"]);
    expect(await rowsOf("thing:l")).toMatchObject([{ attempt: 1, state: "done" }]);
  });
});
