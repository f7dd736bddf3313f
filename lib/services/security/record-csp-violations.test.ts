import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { pool } from "@/lib/db/pool";
import { readRows } from "@/lib/db/read-rows";
import { cspReports } from "@/lib/schemas/csp-report";
import { forgetAttempts } from "@/lib/services/people/forget-attempts";
import { aMerchant, contextOf, type FrozenClock, frozenClock } from "@/test/support/people";
import { serviceDatabase } from "@/test/support/service-database";
import { recordCspViolations } from "./record-csp-violations";

serviceDatabase();

let clock: FrozenClock;
let merchantId: string;

beforeAll(async () => {
  merchantId = await aMerchant("Northwind");
});

beforeEach(async () => {
  clock = frozenClock();
  await pool().query("DELETE FROM csp_violation");
});

const report = (host: string) => ({
  documentUrl: "http://localhost:3000/checkout/ord_1",
  blockedUrl: `https://${host}/x.js`,
  directive: "script-src-elem",
});

const record = (hosts: readonly string[], ipAddress = "203.0.113.7") =>
  recordCspViolations(contextOf({ kind: "system", merchantId, name: "visitor" }, clock, ipAddress), {
    reports: hosts.map(report),
  });

const kept = () => readRows("SELECT blocked_host, report_count FROM csp_violation ORDER BY blocked_host");

describe("recordCspViolations", () => {
  test("counts equal reports of a day in one row", async () => {
    await record(["evil.example", "evil.example", "other.example"]);
    await record(["evil.example"]);
    expect(await kept()).toEqual([
      { blocked_host: "evil.example", report_count: 3 },
      { blocked_host: "other.example", report_count: 1 },
    ]);
  });

  test("fills a bounded number of rows a day, whoever sends how much", async () => {
    const hosts = Array.from({ length: 50 }, (_, index) => index);
    for (let batch = 0; batch < 5; batch += 1)
      await record(
        hosts.map((index) => `h${batch}-${index}.example`),
        `198.51.${batch}.1`,
      );
    expect(await kept()).toHaveLength(200);
  });

  test("lets one network send so many, and another go on", async () => {
    for (let count = 0; count < 100; count += 1)
      expect((await record(["evil.example"], "192.0.2.9")).ok).toBe(true);
    expect(await record(["evil.example"], "192.0.2.10")).toMatchObject({
      ok: false,
      error: { kind: "rate_limited" },
    });
    expect((await record(["evil.example"], "198.51.100.9")).ok).toBe(true);
  });

  test("is forgotten after a month", async () => {
    await record(["evil.example"]);
    clock.advance(29 * 86_400_000);
    await forgetAttempts(clock);
    expect(await kept()).toHaveLength(1);
    clock.advance(2 * 86_400_000);
    await forgetAttempts(clock);
    expect(await kept()).toEqual([]);
  });
});

describe("what browsers send", () => {
  test("is read in both forms, and nothing else is", () => {
    const legacy = {
      "csp-report": {
        "document-uri": "http://a/",
        "blocked-uri": "inline",
        "violated-directive": "script-src 'self'",
      },
    };
    expect(cspReports.parse(legacy)).toEqual([
      { documentUrl: "http://a/", blockedUrl: "inline", directive: "script-src 'self'" },
    ]);
    const modern = [
      { type: "deprecation", body: { id: "x" } },
      {
        type: "csp-violation",
        body: { documentURL: "http://a/", blockedURL: "eval", effectiveDirective: "script-src" },
      },
    ];
    expect(cspReports.parse(modern)).toEqual([
      { documentUrl: "http://a/", blockedUrl: "eval", directive: "script-src" },
    ]);
    for (const other of [null, "x", {}, { "csp-report": {} }, [1]])
      expect(cspReports.safeParse(other).success).toBe(false);
  });
});
