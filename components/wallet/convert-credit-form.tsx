"use client";

import { useState } from "react";
import { walletConverted } from "@/lib/domain/ledger/wallet-entries";
import { compare, isPositive, type Money, subtract } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import type { FormAction } from "@/lib/schemas/action-state";
import { ConfirmEnvironment } from "../admin/confirm-environment";
import { PostingsPreview } from "../admin/postings-preview";
import { MoneyText } from "../money/money-text";
import { ActionForm } from "../ui/action-form";
import { DialogCancel } from "../ui/dialog-cancel";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

interface ConvertCreditFormProps {
  readonly action: FormAction;
  /** Names this showing of the form, so that sending it twice converts once. */
  readonly conversionKey: string;
  readonly lotPublicId: string;
  readonly customerName: string;
  /** What of the lot is neither spent nor held. */
  readonly free: Money;
  /** The merchant's other currencies. */
  readonly currencies: readonly string[];
  readonly environment: string | null;
  readonly locale: string;
}

function positiveAmount(text: string, currency: string): Money | null {
  const parsed = parseMoney(text, currency);
  return parsed.ok && isPositive(parsed.value) ? parsed.value : null;
}

/** What a conversion does to the lot and to the books of both currencies. */
function Preview(props: {
  readonly from: Money;
  readonly to: Money;
  readonly free: Money;
  readonly locale: string;
}) {
  const { from, to, free, locale } = props;
  const entry = walletConverted({
    customerId: "preview",
    conversionId: "preview",
    occurredAt: new Date(0),
    from,
    to,
  });
  return (
    <>
      {[from, to].map(({ currency }) => (
        <PostingsPreview
          key={currency}
          caption={`Will be posted in ${currency}`}
          postings={entry.postings.filter(({ amount }) => amount.currency === currency)}
          locale={locale}
        />
      ))}
      <p className="text-ink-soft">
        Of this lot <MoneyText amount={subtract(free, from)} locale={locale} /> stay free. A new one of{" "}
        <MoneyText amount={to} locale={locale} /> keeps its kind, priority and last day.
      </p>
    </>
  );
}

/** Turns credit of a lot into credit in another currency, at a worth that was agreed; shows before what will be posted. */
export function ConvertCreditForm(props: ConvertCreditFormProps) {
  const { action, conversionKey, lotPublicId, customerName, free, currencies, environment, locale } = props;
  const [fromText, setFromText] = useState("");
  const [toText, setToText] = useState("");
  const [currency, setCurrency] = useState(currencies[0] ?? "");
  const from = positiveAmount(fromText, free.currency);
  const to = positiveAmount(toText, currency);
  const isShort = from !== null && compare(from, free) > 0;
  return (
    <ActionForm action={action} className="grid gap-4" locale={locale}>
      <input type="hidden" name="conversionKey" value={conversionKey} />
      <input type="hidden" name="lotId" value={lotPublicId} />
      <input type="hidden" name="fromCurrency" value={free.currency} />
      <TextField
        label={`Take, in ${free.currency}`}
        name="from"
        inputMode="decimal"
        autoComplete="off"
        value={fromText}
        onChange={(event) => setFromText(event.target.value)}
        hint={
          <>
            At most <MoneyText amount={free} locale={locale} />.
          </>
        }
        required
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Into"
          name="toCurrency"
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
          options={currencies.map((one) => ({ value: one, label: one }))}
        />
        <TextField
          label={`Give, in ${currency}`}
          name="to"
          inputMode="decimal"
          autoComplete="off"
          value={toText}
          onChange={(event) => setToText(event.target.value)}
          hint="What was agreed: nothing is computed."
          required
        />
      </div>
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        hint={`${customerName} sees it in the wallet.`}
      />
      <div role="status" className="grid gap-3">
        {isShort && (
          <p className="text-danger">
            No more than <MoneyText amount={free} locale={locale} /> can be converted.
          </p>
        )}
        {from && to && !isShort && <Preview from={from} to={to} free={free} locale={locale} />}
      </div>
      <ConfirmEnvironment environment={environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Posting…">Convert credit</SubmitButton>
      </div>
    </ActionForm>
  );
}
