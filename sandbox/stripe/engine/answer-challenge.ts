import { inAccount } from "../connect.ts";
import type { Sandbox } from "../sandbox.ts";
import { finishPaymentAuthentication } from "./confirm-payment-intent.ts";
import { finishSetupAuthentication } from "./setup-intents.ts";

/** What the customer did with the challenge; `canceled` leaves the intent waiting for another try. */
export type ChallengeOutcome = "succeeded" | "failed" | "canceled";

/** Records the customer's answer to a pending challenge and moves its intent on. Answering twice changes nothing. */
export function answerChallenge(sandbox: Sandbox, id: string, outcome: ChallengeOutcome): void {
  const entry = sandbox.store.authentications.get(id);
  if (entry === undefined || entry.status !== "pending" || outcome === "canceled") return;
  entry.status = outcome;
  sandbox.store.openChallenges.delete(entry.intentId);
  inAccount(sandbox, entry.account, () => {
    if (entry.intentId.startsWith("seti_")) finishSetupAuthentication(sandbox, entry);
    else finishPaymentAuthentication(sandbox, entry);
  });
}
