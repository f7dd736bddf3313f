import { Checkbox } from "../ui/checkbox";

interface ConfirmEnvironmentProps {
  /** The environment's name where it has to be confirmed; null where no money is real. */
  readonly environment: string | null;
}

/** Where money is real, an act that moves it says so and is sent only with a tick; the server asks for the tick, too. */
export function ConfirmEnvironment({ environment }: ConfirmEnvironmentProps) {
  if (environment === null) return null;
  return (
    <div className="border border-danger bg-danger-wash p-3">
      <Checkbox
        name="environment"
        value={environment}
        label={
          <>
            This is <strong className="text-danger uppercase">{environment}</strong>. Real money moves, and I
            mean it to.
          </>
        }
        required
      />
    </div>
  );
}
