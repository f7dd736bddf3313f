import { TextField } from "@/components/ui/text-field";

interface EmailFieldProps {
  /** username where a password follows, so that password managers keep the two together. */
  readonly autoComplete: "username" | "email";
}

export function EmailField({ autoComplete }: EmailFieldProps) {
  return (
    <TextField
      label="E-mail address"
      name="email"
      type="email"
      inputMode="email"
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={254}
    />
  );
}
