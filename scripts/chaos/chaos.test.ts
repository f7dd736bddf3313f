import { describe, expect, test } from "vitest";
import { disasterPlan } from "./disaster-plan";
import { createFigures } from "./figures";
import { chaosOptions } from "./options";
import { readForm } from "./read-form";

describe("chaosOptions", () => {
  test("is five minutes and fifty customers unless told", () => {
    expect(chaosOptions([])).toEqual({ minutes: 5, customerCount: 50 });
    expect(chaosOptions(["--minutes", "1", "--customers", "10"])).toEqual({ minutes: 1, customerCount: 10 });
  });

  test.each([
    [["--minutes"]],
    [["--minutes", "0"]],
    [["--minutes", "1.5"]],
    [["--hours", "1"]],
    [["--customers", "201"]],
  ])("refuses %j", (args) => {
    expect(() => chaosOptions(args)).toThrow(/Usage: npm run chaos/);
  });
});

describe("disasterPlan", () => {
  test.each([1, 5, 60])(
    "of %i minutes kills every twenty seconds, and has one of each other in between",
    (minutes) => {
      const plan = disasterPlan(minutes * 60_000);
      const kills = plan.filter(({ disaster }) => disaster === "kill_processes").map(({ atMs }) => atMs);
      expect(kills).toEqual(Array.from({ length: minutes * 3 - 1 }, (_, index) => (index + 1) * 20_000));
      const others = plan.filter(({ disaster }) => disaster !== "kill_processes");
      expect(others.map(({ disaster }) => disaster)).toEqual(["restart_database", "rolling_restart"]);
      for (const { atMs } of others) expect(atMs % 20_000).toBe(10_000);
      expect(plan.at(-1)?.atMs).toBeLessThan(minutes * 60_000);
    },
  );
});

describe("readForm", () => {
  const page = `<form aria-label="Search"><input name="q"/></form>
    <form class="grid" aria-label="Place the order" method="POST"><input type="hidden" name="$ACTION_REF_1"/>
    <input type="hidden" name="$ACTION_1:0" value="{&quot;id&quot;:&quot;a&amp;b&quot;}"/>
    <input type="hidden" name="line" value="prod_1:1"/><input name="line" value="prod_2:1"/></form>`;

  test("reads what a browser without scripts would send", () => {
    const form = readForm(page, "Place the order");
    expect([...(form ?? [])]).toEqual([
      ["$ACTION_REF_1", ""],
      ["$ACTION_1:0", '{"id":"a&b"}'],
      ["line", "prod_1:1"],
      ["line", "prod_2:1"],
    ]);
  });

  test("finds no form that is not there", () => {
    expect(readForm(page, "Pay")).toBeNull();
  });
});

describe("figures", () => {
  test("tell times, answers and cuts by what was asked", () => {
    const figures = createFigures();
    for (let ms = 1; ms <= 100; ms += 1) figures.answered("start payment", ms > 98 ? 503 : 200, ms);
    figures.cut("start payment");
    figures.paid(1_500);
    expect(figures.lines()).toEqual([
      "start payment: p50 50 ms, p99 99 ms; 98 × 200, 2 × 503, 1 cut",
      "from ordering to paid: p50 1.5 s, p99 1.5 s",
    ]);
    expect(figures.cutCount()).toBe(1);
  });
});
