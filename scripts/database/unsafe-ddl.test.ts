import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { unsafeDdl } from "./unsafe-ddl";

const MIGRATIONS = fileURLToPath(new URL("../../prisma/migrations", import.meta.url));

/** What was made before the first release: nobody waits for rows of an installation that does not exist. */
const BEFORE_FIRST_RELEASE = "20261122";

describe("F48: a migration", () => {
  test("made after the first release keeps nobody waiting and breaks no build that still runs", () => {
    const files = fs
      .readdirSync(MIGRATIONS)
      .filter((name) => name > BEFORE_FIRST_RELEASE)
      .map((name) => path.join(MIGRATIONS, name, "migration.sql"))
      .filter((file) => fs.existsSync(file));
    const found = files.flatMap((file) =>
      unsafeDdl(fs.readFileSync(file, "utf8")).map(
        (sentence) => `${path.basename(path.dirname(file))}: ${sentence}`,
      ),
    );
    expect(found).toEqual([]);
  });

  test.each([
    ["an index that keeps writers out", 'CREATE INDEX "payment_x" ON "payment"("x");', "CONCURRENTLY"],
    ["a unique index, too", "CREATE UNIQUE INDEX payment_x ON ONLY payment (x)", "CONCURRENTLY"],
    ["a check of all rows", 'ALTER TABLE "payment" ADD CONSTRAINT "c" CHECK (x > 0)', "NOT VALID"],
    [
      "a foreign key that is looked up for all rows",
      'ALTER TABLE payment ADD CONSTRAINT "f" FOREIGN KEY (a) REFERENCES b (a)',
      "NOT VALID",
    ],
    ["a key whose index is built in place", "ALTER TABLE payment ADD CONSTRAINT u UNIQUE (x)", "USING INDEX"],
    [
      "a column that the older build does not fill",
      'ALTER TABLE payment ADD COLUMN "x" TEXT NOT NULL',
      "DEFAULT",
    ],
    [
      "one of two",
      "ALTER TABLE payment ADD COLUMN a TEXT NOT NULL, ADD COLUMN b TEXT NOT NULL DEFAULT ''",
      "DEFAULT",
    ],
    [
      "a default that rewrites the table",
      "ALTER TABLE payment ADD COLUMN x UUID NOT NULL DEFAULT gen_random_uuid()",
      "rewrites",
    ],
    ["another type", "ALTER TABLE payment ALTER COLUMN x TYPE TEXT", "beside it"],
    ["a column that may be empty no more", "ALTER TABLE payment ALTER COLUMN x SET NOT NULL", "validate"],
    ["a column that goes", "ALTER TABLE payment DROP COLUMN x", "contract"],
    ["a column of another name", "ALTER TABLE payment RENAME COLUMN x TO y", "old name"],
    ["a table that goes", "DROP TABLE IF EXISTS payment", "contract"],
    ["rows changed in one go", "UPDATE payment SET x = 1", "batches"],
    ["rows deleted in one go", 'DELETE FROM "payment" WHERE true', "batches"],
    ["a table that is locked", "LOCK TABLE payment IN ACCESS EXCLUSIVE MODE", "everybody"],
    ["a mistake after a comment and a literal", "SELECT 'a;b'; -- fine\nDROP TABLE payment", "contract"],
  ])("is found unsafe: %s", (_name, sql, instead) => {
    const found = unsafeDdl(sql);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(instead);
    expect(found[0]).toMatch(/^payment: /);
  });

  test.each([
    [
      "a table of its own, with all that belongs to it",
      `CREATE TABLE "refund" (id UUID NOT NULL);
      CREATE INDEX "refund_x" ON "refund"("id"); ALTER TABLE "refund" ADD CONSTRAINT "c" CHECK (id IS NOT NULL);`,
    ],
    [
      "an index built beside the work",
      "-- remit:no-transaction\nCREATE INDEX CONCURRENTLY payment_x ON payment (x);",
    ],
    ["a check for what comes from now on", "ALTER TABLE payment ADD CONSTRAINT c CHECK (x > 0) NOT VALID;"],
    ["its validation, which lets everybody work", "ALTER TABLE payment VALIDATE CONSTRAINT c;"],
    [
      "a foreign key that nothing enforces",
      "ALTER TABLE posting ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES b NOT ENFORCED",
    ],
    ["a column that may be empty", 'ALTER TABLE payment ADD COLUMN "x" TEXT;'],
    ["a column that fills itself", "ALTER TABLE payment ADD COLUMN x BIGINT NOT NULL DEFAULT 50;"],
    ["what the release before no longer uses", "-- remit:contract\nALTER TABLE payment DROP COLUMN x;"],
    [
      "rights and functions",
      "GRANT SELECT ON payment TO remit_app; CREATE FUNCTION f() RETURNS void AS $$ UPDATE payment SET x = 1; $$ LANGUAGE sql;",
    ],
  ])("is found safe: %s", (_name, sql) => {
    expect(unsafeDdl(sql)).toEqual([]);
  });
});
