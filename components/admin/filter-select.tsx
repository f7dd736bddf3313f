import { Select } from "../ui/select";

interface FilterSelectProps {
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What the address says; null for anything. */
  readonly value: string | null;
}

/** One choice of a filter bar. Another address is another choice, so the field starts anew with it. */
export function FilterSelect({ label, name, options, value }: FilterSelectProps) {
  return (
    <Select key={`${name} ${value}`} label={label} name={name} options={options} defaultValue={value ?? ""} />
  );
}
