"use client";

import { useState } from "react";
import { TERMS_KINDS } from "@/lib/domain/terms/payment-terms";
import type { TermsField } from "@/lib/domain/terms/terms-model";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

const BALANCES = ["standard", "on_date", "net", "installments"] as const;
const OPTIONS = Object.entries(TERMS_KINDS).map(([value, { title }]) => ({ value, label: title }));

interface TermsFieldInputProps {
  readonly field: TermsField;
  readonly prefix: string;
  readonly values: Readonly<Record<string, string>>;
}

function TermsFieldInput({ field, prefix, values }: TermsFieldInputProps) {
  const name = `${prefix}${field.name}`;
  const { label, hint } = field;
  const initial = values[name] ?? field.initial;
  const hinted = hint === undefined ? {} : { hint };
  if (field.kind === "choice")
    return (
      <Select
        label={label}
        name={name}
        {...hinted}
        defaultValue={initial}
        options={[...(field.choices ?? [])]}
      />
    );
  if (field.kind === "text")
    return (
      <TextArea label={label} name={name} {...hinted} defaultValue={initial} required maxLength={2_000} />
    );
  return (
    <TextField
      label={label}
      name={name}
      {...hinted}
      type={field.kind === "day" ? "date" : "text"}
      {...(field.kind === "day" ? {} : { inputMode: "decimal" as const })}
      autoComplete="off"
      defaultValue={initial}
      required
    />
  );
}

function fieldsOf(kind: string): readonly TermsField[] {
  return Object.entries(TERMS_KINDS).find(([name]) => name === kind)?.[1].fields ?? [];
}

interface TermsFieldsProps {
  /** What an empty choice means; null where terms have to be chosen. */
  readonly none: string | null;
  /** What was filled in before, by the fields' names. */
  readonly values?: Readonly<Record<string, string>>;
}

const NOTHING = {};

/** Chooses a kind of terms and asks for what that kind needs. A new kind is here as soon as it names its fields. */
export function TermsFields({ none, values = NOTHING }: TermsFieldsProps) {
  const [kind, setKind] = useState(values["kind"] ?? (none === null ? "net" : ""));
  const [balance, setBalance] = useState(values["balance"] ?? "standard");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label="Terms"
        name="kind"
        value={kind}
        onChange={(event) => setKind(event.target.value)}
        options={none === null ? OPTIONS : [{ value: "", label: none }, ...OPTIONS]}
      />
      {fieldsOf(kind).map((field) => (
        <TermsFieldInput key={`${kind}.${field.name}`} field={field} prefix={`${kind}.`} values={values} />
      ))}
      {kind === "deposit" && (
        <>
          <Select
            label="The balance"
            name="balance"
            value={balance}
            onChange={(event) => setBalance(event.target.value)}
            options={OPTIONS.filter(({ value }) => BALANCES.some((each) => each === value))}
          />
          {fieldsOf(balance).map((field) => (
            <TermsFieldInput
              key={`${balance}.${field.name}`}
              field={field}
              prefix={`balance.${balance}.`}
              values={values}
            />
          ))}
        </>
      )}
    </div>
  );
}
