"use client";

import { useState } from "react";
import { walletGranted } from "@/lib/domain/ledger/wallet-entries";
import { add, isPositive, type Money } from "@/lib/domain/money/money";
import { parseMoney } from "@/lib/domain/money/parse-money";
import { GRANTABLE_KINDS, type GrantableKind } from "@/lib/domain/wallets/wallet-lot";
import { LOT_KIND_WORDS } from "@/lib/domain/wallets/wallet-words";
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
import { GrantLimitsFields } from "./grant-limits-fields";

interface GrantCreditFormProps {
  readonly action: FormAction;
  /** Names this showing of the form, so that sending it twice moves credit once. */
  readonly adjustmentKey: string;
  readonly customer: { readonly publicId: string; readonly name: string };
  /** What the wallet holds in each currency that the merchant sells in. */
  readonly balances: readonly Money[];
  /** By kind: the usual priority, and when it usually expires, in words. */
  readonly policies: Readonly<Record<GrantableKind, { readonly priority: number; readonly expires: string }>>;
  readonly products: readonly { readonly publicId: string; readonly name: string }[];
  readonly environment: string | null;
  readonly locale: string;
}

/** When the lot expires: as the rules have it, never, or on a day. */
function ExpiryFields({ usual }: { readonly usual: string }) {
  const [expires, setExpires] = useState("by_rule");
  return (
    <>
      <Select
        label="Expires"
        name="expires"
        value={expires}
        onChange={(event) => setExpires(event.target.value)}
        options={[
          { value: "by_rule", label: `As usual: ${usual}` },
          { value: "never", label: "Never" },
          { value: "on", label: "After a day" },
        ]}
      />
      {expires === "on" && <TextField label="Last day" name="expiresOn" type="date" required />}
    </>
  );
}

/** Gives a customer credit with its own rules; before it is sent it shows what will be posted and what the customer then holds. */
export function GrantCreditForm(props: GrantCreditFormProps) {
  const { action, adjustmentKey, customer, balances, policies, products, environment, locale } = props;
  const [currency, setCurrency] = useState(balances[0]?.currency ?? "");
  const [kind, setKind] = useState<GrantableKind>("goodwill");
  const [text, setText] = useState("");
  const parsed = parseMoney(text, currency);
  const amount = parsed.ok && isPositive(parsed.value) ? parsed.value : null;
  const preview = { adjustmentId: "preview", customerId: "preview", occurredAt: new Date(0) };
  const entry = amount && walletGranted({ ...preview, amount });
  const balance = balances.find((candidate) => candidate.currency === currency);
  return (
    <ActionForm action={action} className="grid gap-4" locale={locale}>
      <input type="hidden" name="adjustmentKey" value={adjustmentKey} />
      <input type="hidden" name="customerId" value={customer.publicId} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label="Kind"
          name="kind"
          value={kind}
          onChange={(event) =>
            setKind(GRANTABLE_KINDS.find((one) => one === event.target.value) ?? "goodwill")
          }
          options={GRANTABLE_KINDS.map((one) => ({ value: one, label: LOT_KIND_WORDS[one] }))}
        />
        <Select
          label="Currency"
          name="currency"
          value={currency}
          onChange={(event) => setCurrency(event.target.value)}
          options={balances.map((each) => ({ value: each.currency, label: each.currency }))}
        />
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
        <TextField
          key={kind}
          label="Priority"
          name="priority"
          inputMode="numeric"
          autoComplete="off"
          defaultValue={String(policies[kind].priority)}
          hint="1 is spent first, 50 last."
          required
        />
        <ExpiryFields usual={policies[kind].expires} />
      </div>
      <GrantLimitsFields currency={currency} products={products} />
      <TextArea
        label="Reason"
        name="reason"
        required
        maxLength={500}
        hint={`${customer.name} sees it in the wallet.`}
      />
      <div role="status" className="grid gap-3">
        {entry && (
          <PostingsPreview
            caption={`Will be posted: ${entry.description}`}
            postings={entry.postings}
            locale={locale}
          />
        )}
        {amount && balance && (
          <p className="text-ink-soft">
            {customer.name} then holds <MoneyText amount={add(balance, amount)} locale={locale} /> (now{" "}
            <MoneyText amount={balance} locale={locale} />
            ).
          </p>
        )}
      </div>
      <ConfirmEnvironment environment={environment} />
      <div className="flex flex-wrap justify-end gap-2">
        <DialogCancel>Not now</DialogCancel>
        <SubmitButton pendingLabel="Posting…">Grant credit</SubmitButton>
      </div>
    </ActionForm>
  );
}
