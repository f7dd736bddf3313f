import { changeAccount } from "../engine/accounts.ts";
import { addBankAccount } from "../engine/bank-accounts.ts";
import { bankOfToken } from "../engine/bank-details.ts";
import { inAccount } from "../connect.ts";
import { nowS, type Sandbox } from "../sandbox.ts";
import { hostedPage } from "./page.ts";

/** Where an account link leads: one button stands for all that an owner would type. */
export function onboardingPage(account: string): string {
  return hostedPage(
    "Set up your account",
    `<main class="notice"><p class="note">Test mode</p><h1>Set up your account</h1>
<p>Account ${account}. In this test, one press gives test business details and a test bank account, and accepts the terms.</p>
<form method="post"><button type="submit">Complete setup</button></form></main>`,
  );
}

/** What the owner gives, all at once. https://docs.stripe.com/connect/hosted-onboarding */
export function completeOnboarding(sandbox: Sandbox, id: string): void {
  const account = sandbox.store.accounts.find(id);
  const bank = bankOfToken("btok_us_verified");
  if (account === undefined || bank === null) return;
  changeAccount(sandbox, account, (changed) => {
    changed.business_type ??= "individual";
    if (changed.business_profile != null) changed.business_profile.url ??= "https://example.com";
    changed.tos_acceptance = { ...changed.tos_acceptance, date: nowS(), ip: "127.0.0.1" };
    inAccount(sandbox, id, () => {
      if (sandbox.store.bankAccounts.count() === 0)
        addBankAccount(sandbox, { ...bank, account: id, isDefault: true, metadata: {} });
    });
  });
}
