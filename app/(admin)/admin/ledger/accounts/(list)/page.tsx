import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { accountBalances, type AccountRow, LEDGER_ACCOUNT_TYPES } from "@/lib/reports/trial-balance";
import { ACCOUNT_TYPE_WORDS, accountTitle, normalBalance } from "../../../_console/account-words";
import { accountHref } from "../../../_console/hrefs";
import { openConsole } from "../../../_console/open-console";

export const metadata: Metadata = { title: "Accounts" };

/** Accounts of one name: a branch of the chart, folded where it is of customers. */
interface Branch {
  readonly prefix: string;
  readonly accounts: readonly AccountRow[];
}

function branchesOf(accounts: readonly AccountRow[]): Branch[] {
  const prefixes = [...new Set(accounts.map((account) => account.code.split(":")[0] ?? account.code))];
  return prefixes.map((prefix) => ({
    prefix,
    accounts: accounts.filter((account) => (account.code.split(":")[0] ?? "") === prefix),
  }));
}

function AccountLine({ account, locale }: { readonly account: AccountRow; readonly locale: string }) {
  return (
    <li className="flex items-baseline justify-between gap-4 border-b py-1.5">
      <Link href={accountHref(account.accountId)} className="min-w-0 link">
        {account.customer?.name ?? accountTitle(account)}
      </Link>
      <MoneyText
        amount={normalBalance(account)}
        locale={locale}
        className={account.postingCount === 0n ? "text-ink-faint" : ""}
      />
    </li>
  );
}

function AccountBranch({ branch, locale }: { readonly branch: Branch; readonly locale: string }) {
  const lines = branch.accounts.map((account) => (
    <AccountLine key={account.accountId} account={account} locale={locale} />
  ));
  if (branch.accounts.every((account) => account.customer === null)) return lines;
  const posted = branch.accounts.filter((account) => account.postingCount > 0n).length;
  return (
    <li>
      <details open={branch.accounts.length <= 8}>
        <summary className="border-b py-1.5">
          {accountTitle({ code: branch.prefix, customer: null })}{" "}
          <span className="text-sm text-ink-soft">
            by customer: {branch.accounts.length}, {posted} with postings
          </span>
        </summary>
        <ul className="pl-5">{lines}</ul>
      </details>
    </li>
  );
}

export default async function AccountsPage() {
  const { actor, display, may } = await openConsole();
  if (!may("ledger.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const accounts = await accountBalances(actor);
  if (!accounts) notFound();
  const types = LEDGER_ACCOUNT_TYPES.filter((type) => accounts.some((account) => account.type === type));
  return (
    <>
      <PageHeader title="Accounts" lead="The chart of accounts by type, each with what it comes to now." />
      {types.length === 0 && (
        <EmptyState title="No accounts yet">They are opened with the merchant.</EmptyState>
      )}
      <div className="grid gap-x-12 gap-y-10 xl:grid-cols-2">
        {types.map((type) => (
          <Section key={type} title={ACCOUNT_TYPE_WORDS[type]}>
            <ul className="border-t border-ink">
              {branchesOf(accounts.filter((account) => account.type === type)).map((branch) => (
                <AccountBranch key={branch.prefix} branch={branch} locale={display.locale} />
              ))}
            </ul>
          </Section>
        ))}
      </div>
    </>
  );
}
