"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";

interface PasswordFieldProps {
  readonly label: string;
  readonly hint?: string;
  readonly autoComplete: "current-password" | "new-password";
}

/** A password, which can be looked at while it is typed: that helps more people than it harms. */
export function PasswordField({ label, hint, autoComplete }: PasswordFieldProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <div className="grid gap-1">
      <TextField
        label={label}
        name="password"
        hint={hint}
        type={isShown ? "text" : "password"}
        autoComplete={autoComplete}
        autoCapitalize="none"
        spellCheck={false}
        required
        maxLength={1000}
      />
      <Button
        variant="quiet"
        size="small"
        className="justify-self-start"
        aria-pressed={isShown}
        onClick={() => setIsShown(!isShown)}
      >
        {isShown ? "Hide password" : "Show password"}
      </Button>
    </div>
  );
}
