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

/** The least id that an act at this instant can have: ids of entries begin with the milliseconds. */
export function leastIdAt(instant: string): string {
  return `(lpad(to_hex(floor(extract(epoch FROM ${instant}) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid`;
}

/**
 * Conditions that keep an instant within days of the merchant's zone; computed once, so that an index serves them.
 * With `id`, an id that begins with that instant, the primary key serves them too.
 */
export function dayRangeSql(
  columns: { at: string; id?: string },
  range: DayRange,
  filter: SqlFilter,
  merchantParameter: string,
): string[] {
  const startOf = (day: string, shiftDays: number) =>
    `((${filter.bind(day)}::date + ${shiftDays})::timestamp AT TIME ZONE ` +
    `(SELECT time_zone FROM merchant WHERE id = ${merchantParameter}))`;
  const bounded = (comparison: ">=" | "<", instant: string) => [
    `${columns.at} ${comparison} ${instant}`,
    ...(columns.id === undefined ? [] : [`${columns.id} ${comparison} ${leastIdAt(instant)}`]),
  ];
  return [
    ...(range.from === null ? [] : bounded(">=", startOf(range.from, 0))),
    ...(range.to === null ? [] : bounded("<", startOf(range.to, 1))),
  ];
}
