"use client";

import { useState } from "react";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";
import { TextField } from "../ui/text-field";

const GOOD_FOR = [
  { value: "everything", label: "Everything" },
  { value: "site_placement", label: "Site placements" },
  { value: "course", label: "Courses" },
  { value: "subscription", label: "Subscriptions" },
  { value: "product", label: "One product" },
];

interface GrantLimitsFieldsProps {
  readonly currency: string;
  readonly products: readonly { readonly publicId: string; readonly name: string }[];
}

/** What a grant may be spent on. Closed unless somebody wants to limit it. */
export function GrantLimitsFields({ currency, products }: GrantLimitsFieldsProps) {
  const [goodFor, setGoodFor] = useState("everything");
  return (
    <details>
      <summary className="min-h-6 cursor-pointer text-sm font-semibold">Limits</summary>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Select
          label="Good for"
          name="goodFor"
          value={goodFor}
          onChange={(event) => setGoodFor(event.target.value)}
          options={GOOD_FOR}
        />
        {goodFor === "product" && (
          <Select
            label="Product"
            name="productId"
            options={products.map(({ publicId, name }) => ({ value: publicId, label: name }))}
          />
        )}
        <TextField
          label={`Orders from, in ${currency}`}
          name="minimumOrder"
          inputMode="decimal"
          autoComplete="off"
          placeholder="any"
        />
        <TextField
          label={`At least so much by card, in ${currency}`}
          name="gatewayFunded"
          inputMode="decimal"
          autoComplete="off"
          placeholder="any"
        />
        <Checkbox label="In a first order only" name="firstOrderOnly" />
      </div>
    </details>
  );
}
