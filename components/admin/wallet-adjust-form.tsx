"use client";

import { useState } from "react";
import { walletClawedBack, walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { add, isPositive, type Money, subtract } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import type { FormAction } from "@/lib/schemas/action-state";
import { MoneyText } from "../money/money-text";
import { ActionForm } from "../ui/action-form";
import { DialogCancel } from "../ui/dialog-cancel";
import { Select } from "../ui/select";
import { ConfirmEnvironment } from "./confirm-environment";
import { PostingsPreview } from "./postings-preview";
import { SubmitButton } from "../ui/submit-button";
import { TextArea } from "../ui/text-area";
import { TextField } from "../ui/text-field";

interface WalletAdjustFormProps {
  readonly action: FormAction;
  /** Names this showing of the form, so that sending it twice moves credit once. */
  readonly adjustmentKey: string;
  readonly customer: { readonly publicId: string; readonly name: string };
  /** What the wallet holds in each currency that the merchant sells in. */
  readonly balances: readonly Money[];
  readonly environment: string | null;
  readonly locale: string;
}

type Direction = "grant" | "claw_back";

/** The postings that confirming makes, by the very recipe that the books use. */
function Preview({ direction, amount, locale }: { direction: Direction; amount: Money; locale: string }) {
  const recipe = direction === "grant" ? walletGranted : walletClawedBack;
  const { postings, description } = recipe({
    adjustmentId: "",
    customerId: "",
    amount,
    occurredAt: new Date(0),
  });
  return <PostingsPreview caption={`Will be posted: ${description}`} postings={postings} locale={locale} />;
}

/** Gives a customer credit or takes it back; before it is sent it shows what will be posted and what the customer then holds. */
export function WalletAdjustForm({
  action,
  adjustmentKey,
  customer,
  balances,
  environment,
  locale,
}: WalletAdjustFormProps) {
  const [direction, setDirection] = useState<Direction>("grant");
  const [currency, setCurrency] = useState(balances[0]?.currency ?? "");
  const [text, setText] = useState("");
  const parsed = parseMoney(text, currency);
  const amount = parsed.ok && isPositive(parsed.value) ? parsed.value : null;
  const balance = balances.find((candidate) => candidate.currency === currency);
  const after =
    amount && balance ? (direction === "grant" ? add(balance, amount) : subtract(balance, amount)) : null;
  const isShort = after !== null && after.amountMinor < 0n;
  return (
    <ActionForm action={action} className="grid gap-4" locale={locale}>
      <input type="hidden" name="adjustmentKey" value={adjustmentKey} />
      <input type="hidden" name="customerId" value={customer.publicId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="What"
          name="direction"
          value={direction}
          onChange={(event) => setDirection(event.target.value === "grant" ? "grant" : "claw_back")}
          options={[
            { value: "grant", label: "Grant credit" },
            { value: "claw_back", label: "Take credit back" },
          ]}
        />
        <Select
          label="Currency"
          name="currency"
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
          options={balances.map((each) => ({ value: each.currency, label: each.currency }))}
        />
      </div>
      <TextField
        label="Amount"
        name="amount"
        inputMode="decimal"
        autoComplete="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
        placeholder="0.00"
        required
      />
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        hint={`${customer.name} sees it in the wallet.`}
      />
      <div role="status" className="grid gap-3">
        {amount && <Preview direction={direction} amount={amount} locale={locale} />}
        {after && balance && (
          <p className={isShort ? "text-danger" : "text-ink-soft"}>
            {isShort ? (
              <>
                The wallet holds <MoneyText amount={balance} locale={locale} />, which is less than that.
              </>
            ) : (
              <>
                {customer.name} then holds <MoneyText amount={after} locale={locale} /> (now{" "}
                <MoneyText amount={balance} locale={locale} />
                ).
              </>
            )}
          </p>
        )}
      </div>
      <ConfirmEnvironment environment={environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Posting…">
          {direction === "grant" ? "Grant credit" : "Take credit back"}
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
