import type { FormAction } from "@/lib/schemas/action-state";
import { ActionForm } from "../ui/action-form";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

interface ManualPaymentFormProps {
  readonly action: FormAction;
  /** Names this showing of the form: sent twice, one payment is recorded. */
  readonly recordKey: string;
  /** Public id. */
  readonly customerId: string;
  readonly currencies: readonly string[];
  /** The merchant's civil day. */
  readonly today: string;
  readonly orders: readonly {
    /** Public id. */
    readonly id: string;
    readonly number: string;
    readonly dueText: string;
    /** What stands in the field at first; empty for none of it. */
    readonly part: string;
  }[];
  readonly amount: string;
  readonly locale: string;
}

const METHODS = [
  { value: "bank_transfer", label: "Bank transfer" },
  { value: "check", label: "Check" },
  { value: "cash", label: "Cash" },
];

/** Money that came by hand: how, how much, when, and what each order is to get of it. */
export function ManualPaymentForm(props: ManualPaymentFormProps) {
  return (
    <ActionForm action={props.action} className="grid max-w-2xl gap-5" locale={props.locale}>
      <input type="hidden" name="recordKey" value={props.recordKey} />
      <input type="hidden" name="customerId" value={props.customerId} />
      <div className="grid gap-4 sm:grid-cols-3">
        <Select label="Method" name="method" options={METHODS} />
        <TextField
          label="Amount"
          name="amount"
          inputMode="decimal"
          autoComplete="off"
          defaultValue={props.amount}
          required
        />
        <Select
          label="Currency"
          name="currency"
          options={props.currencies.map((code) => ({ value: code, label: code }))}
        />
        <TextField
          label="Received on"
          name="receivedOn"
          type="date"
          defaultValue={props.today}
          max={props.today}
          required
        />
        <TextField
          label="Reference"
          name="reference"
          autoComplete="off"
          maxLength={140}
          hint="As the statement or the check names it."
          className="sm:col-span-2"
          required
        />
      </div>
      {props.orders.length > 0 && (
        <fieldset className="grid gap-4 border-t pt-4 sm:grid-cols-3">
          <legend className="float-left w-full font-semibold sm:col-span-3">For which orders</legend>
          {props.orders.map((order) => (
            <TextField
              key={order.id}
              label={`Order ${order.number}`}
              name={`part_${order.id}`}
              inputMode="decimal"
              autoComplete="off"
              defaultValue={order.part}
              hint={`${order.dueText} to pay`}
            />
          ))}
          <p className="text-sm text-ink-soft sm:col-span-3">
            What is left over becomes credit in the customer’s wallet.
          </p>
        </fieldset>
      )}
      <TextField
        label="Evidence"
        name="evidence"
        type="file"
        accept="application/pdf,image/png,image/jpeg"
        hint="A page of the statement or a picture of the check: PDF, PNG or JPEG, at most 750 kB."
      />
      <TextArea label="Note" name="note" maxLength={500} />
      <div>
        <SubmitButton pendingLabel="Recording…">Record the payment</SubmitButton>
      </div>
    </ActionForm>
  );
}
