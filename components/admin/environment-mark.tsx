import { cn } from "../ui/cn";

interface EnvironmentMarkProps {
  readonly environment: string;
  readonly gatewayMode: string;
}

const MODES: Readonly<Record<string, string>> = {
  sandbox: "sandbox, no money moves",
  stripe_test: "Stripe test mode, no money moves",
  stripe_live: "Stripe live, real money",
};

/** Which environment this is, on every page: nobody may take a rehearsal for the real thing or the other way round. */
export function EnvironmentMark({ environment, gatewayMode }: EnvironmentMarkProps) {
  const isReal = gatewayMode === "stripe_live";
  return (
    <p
      className={cn(
        "border px-2 py-0.5 text-xs leading-snug font-semibold",
        isReal
          ? "border-danger bg-danger-wash text-danger"
          : "border-dashed border-rule-strong text-ink-soft",
      )}
    >
      <span className="sr-only">Environment: </span>
      <span className="uppercase">{environment}</span>
      <span className="hidden font-normal sm:inline"> · {MODES[gatewayMode] ?? gatewayMode}</span>
    </p>
  );
}
