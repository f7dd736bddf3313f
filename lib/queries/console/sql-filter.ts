/** Collects conditions and the values bound in them, so that no value is ever written into the SQL itself. */
export interface SqlFilter {
  readonly values: unknown[];
  readonly bind: (value: unknown) => string;
  readonly conditions: string[];
}

export function sqlFilter(): SqlFilter {
  const values: unknown[] = [];
  return {
    values,
    bind: (value) => {
      values.push(value);
      return `$${values.length}`;
    },
    conditions: [],
  };
}

export function whereSql(conditions: readonly (string | null)[]): string {
  return conditions.filter((condition) => condition !== null).join("\n  AND ");
}

/** Civil days, inclusive at both ends, in the merchant's zone. */
export interface DayRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** Conditions that keep an instant within days of the merchant's zone; computed once, so that an index serves them. */
export function dayRangeSql(
  column: string,
  range: DayRange,
  filter: SqlFilter,
  merchantParameter: string,
): string[] {
  const startOf = (day: string, shiftDays: number) =>
    `((${filter.bind(day)}::date + ${shiftDays})::timestamp AT TIME ZONE ` +
    `(SELECT time_zone FROM merchant WHERE id = ${merchantParameter}))`;
  const conditions: string[] = [];
  if (range.from !== null) conditions.push(`${column} >= ${startOf(range.from, 0)}`);
  if (range.to !== null) conditions.push(`${column} < ${startOf(range.to, 1)}`);
  return conditions;
}
