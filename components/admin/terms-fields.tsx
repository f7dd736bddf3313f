"use client";

import { useState } from "react";
import { TERMS_KINDS } from "@/lib/domain/terms/payment-terms";
import type { TermsField } from "@/lib/domain/terms/terms-model";
import { Select } from "../ui/select";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

const BALANCES = ["standard", "on_date", "net", "installments"] as const;
const OPTIONS = Object.entries(TERMS_KINDS).map(([value, { title }]) => ({ value, label: title }));

function TermsFieldInput({ field, prefix }: { readonly field: TermsField; readonly prefix: string }) {
  const name = `${prefix}${field.name}`;
  const { label, hint, initial } = field;
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
}

/** Chooses a kind of terms and asks for what that kind needs. A new kind is here as soon as it names its fields. */
export function TermsFields({ none }: TermsFieldsProps) {
  const [kind, setKind] = useState(none === null ? "net" : "");
  const [balance, setBalance] = useState("standard");
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
        <TermsFieldInput key={`${kind}.${field.name}`} field={field} prefix={`${kind}.`} />
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
            <TermsFieldInput key={`${balance}.${field.name}`} field={field} prefix={`balance.${balance}.`} />
          ))}
        </>
      )}
    </div>
  );
}
