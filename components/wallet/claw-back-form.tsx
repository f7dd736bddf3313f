"use client";

import { useState } from "react";
import { walletClawedBack } from "@/lib/domain/ledger/wallet-entries";
import { isPositive, type Money, money } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { planClawBack } from "@/lib/domain/wallets/claw-back";
import type { FormAction } from "@/lib/schemas/action-state";
import { ConfirmEnvironment } from "../admin/confirm-environment";
import { MoneyText } from "../money/money-text";
import { ActionForm } from "../ui/action-form";
import { DialogCancel } from "../ui/dialog-cancel";
import { Select } from "../ui/select";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";
import { type ClawBackLot, ClawBackPreview } from "./claw-back-preview";

interface ClawBackFormProps {
  readonly action: FormAction;
  /** Names this showing of the form, so that sending it twice moves credit once. */
  readonly adjustmentKey: string;
  readonly customer: { readonly publicId: string; readonly name: string };
  readonly currency: string;
  readonly balance: Money;
  /** Open lots, with what was already spent of each. */
  readonly lots: readonly ClawBackLot[];
  readonly environment: string | null;
  readonly locale: string;
}

/** Takes credit back; before it is sent it shows from which lots, what of them was spent already, and what will be posted. */
export function ClawBackForm(props: ClawBackFormProps) {
  const { action, adjustmentKey, customer, currency, balance, lots, environment, locale } = props;
  const [lotId, setLotId] = useState("");
  const [text, setText] = useState("");
  const parsed = parseMoney(text, currency);
  const amount = parsed.ok && isPositive(parsed.value) ? parsed.value : null;
  const chosen = lotId === "" ? lots : lots.filter((lot) => lot.publicId === lotId);
  const plan = planClawBack(
    chosen.map(({ lot }) => lot),
    amount?.amountMinor ?? 0n,
  );
  const available = money(plan.availableMinor, currency);
  const isShort = amount !== null && amount.amountMinor > plan.availableMinor;
  const entry =
    amount && !isShort
      ? walletClawedBack({
          adjustmentId: "preview",
          customerId: "preview",
          amount,
          paid: money(plan.paidMinor, currency),
          occurredAt: new Date(0),
        })
      : null;
  return (
    <ActionForm action={action} className="grid gap-4" locale={locale}>
      <input type="hidden" name="adjustmentKey" value={adjustmentKey} />
      <input type="hidden" name="customerId" value={customer.publicId} />
      <input type="hidden" name="currency" value={currency} />
      <Select
        label="From"
        name="lotId"
        value={lotId}
        onChange={(event) => setLotId(event.target.value)}
        options={[
          { value: "", label: "Gifts first, the newest first" },
          ...lots.map((lot) => ({ value: lot.publicId, label: lot.label })),
        ]}
      />
      <TextField
        label={`Amount, in ${currency}`}
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="0.00"
        hint={
          <>
            At most <MoneyText amount={available} locale={locale} />: what is spent or held cannot be taken.
          </>
        }
        required
      />
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        hint={`${customer.name} sees it in the wallet.`}
      />
      <ClawBackPreview
        customerName={customer.name}
        changes={plan.changes}
        lots={lots}
        entry={entry}
        balance={balance}
        amount={amount}
        short={isShort ? available : null}
        locale={locale}
      />
      <ConfirmEnvironment environment={environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Posting…">Take credit back</SubmitButton>
      </div>
    </ActionForm>
  );
}
