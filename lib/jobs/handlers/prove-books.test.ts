import { expect, test } from "vitest";
import { readRows } from "@/lib/db/read-rows";
import { crontab, SCHEDULE } from "@/lib/jobs/schedule";
import { serviceDatabase } from "@/test/support/service-database";
import { proveBooks } from "./prove-books";

serviceDatabase();

test("proving the books leaves its outcome for the health page", async () => {
  await proveBooks();
  const rows = await readRows(
    `SELECT (details ->> 'proofCount')::int > 5 AS is_whole, details ->> 'offender' AS offender
       FROM heartbeat WHERE process = 'ledger-proof'`,
  );
  expect(rows).toEqual([{ is_whole: true, offender: null }]);
});

test("every scheduled job has its line in the crontab", () => {
  const lines = crontab().split("\n");
  expect(lines).toHaveLength(Object.keys(SCHEDULE).length);
  for (const line of lines)
    expect(line).toMatch(/^\S+ \S+ \S+ \S+ \S+ [a-z-]+ \?fill=1d&max=3&jobKey=[a-z-]+$/);
});
