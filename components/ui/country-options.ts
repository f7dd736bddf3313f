import { COUNTRY_CODES, countryName } from "@/lib/domain/people/countries";

/** Countries by their names, for a select, with nothing chosen for somebody who has not said it. */
export function countryOptions(): { value: string; label: string }[] {
  const named = COUNTRY_CODES.map((code) => ({ value: code, label: countryName(code, "en") }));
  return [
    { value: "", label: "Choose…" },
    ...named.toSorted((left, right) => left.label.localeCompare(right.label, "en")),
  ];
}
