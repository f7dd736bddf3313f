import { TextField } from "../ui/text-field";

interface DateRangeProps {
  readonly label: string;
  readonly days: { readonly from: string | null; readonly to: string | null };
}

/** The first and the last day of what a list shows, both included. */
export function DateRange({ label, days }: DateRangeProps) {
  return (
    <>
      <TextField
        key={`from ${days.from}`}
        label={label}
        name="from"
        type="date"
        defaultValue={days.from ?? ""}
      />
      <TextField key={`to ${days.to}`} label="to" name="to" type="date" defaultValue={days.to ?? ""} />
    </>
  );
}
