import { TextField } from "../ui/text-field";

interface SearchFieldProps {
  readonly value: string;
  /** What can be looked for, by example. */
  readonly placeholder: string;
}

/** The search of a list. A new address shows its own words, hence the key. */
export function SearchField({ value, placeholder }: SearchFieldProps) {
  return (
    <TextField
      key={`search ${value}`}
      label="Search"
      name="search"
      type="search"
      defaultValue={value}
      placeholder={placeholder}
      className="min-w-0 flex-[1_1_18rem]"
    />
  );
}
