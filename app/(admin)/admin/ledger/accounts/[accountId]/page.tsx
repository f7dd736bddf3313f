import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Figure } from "@/components/admin/figure";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { PaginationLinks } from "@/components/ui/pagination-links";
import { isDebitNormal } from "@/lib/domain/ledger/chart-of-accounts";
import { parsePublicId } from "@/lib/platform/ids";
import { type AccountStatement, accountStatement } from "@/lib/reports/account-statement";
import { ACCOUNT_TYPE_WORDS, accountTitle, normalBalance } from "../../../_console/account-words";
import { accountHref, customerHref } from "../../../_console/hrefs";
import { openConsole } from "../../../_console/open-console";
import { listParameters, type SearchParameters } from "../../../_console/parameters";
import { StatementTable } from "../../../_console/statement-table";

interface AccountPageProps {
  readonly params: Promise<{ readonly accountId: string }>;
  readonly searchParams: SearchParameters;
}

export const metadata: Metadata = { title: "Account" };

function Lead({ account }: Pick<AccountStatement, "account">) {
  return (
    <>
      {ACCOUNT_TYPE_WORDS[account.type]}, {account.currency} ·{" "}
      <code className="font-mono text-sm break-all">{account.code}</code>
      {account.customer && (
        <>
          {" · "}
          <Link href={customerHref(account.customer.id)} className="link">
            the customer
          </Link>
        </>
      )}
    </>
  );
}

function Totals({ statement, locale }: { readonly statement: AccountStatement; readonly locale: string }) {
  const { account, balance } = statement;
  return (
    <dl className="mb-8 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-3">
      <Figure label="Debits">
        <MoneyText amount={statement.debits} locale={locale} />
      </Figure>
      <Figure label="Credits">
        <MoneyText amount={statement.credits} locale={locale} />
      </Figure>
      <Figure label="Balance">
        <MoneyText
          amount={normalBalance({ ...account, balanceMinor: balance.amountMinor })}
          locale={locale}
        />
      </Figure>
    </dl>
  );
}

export default async function AccountPage({ params, searchParams }: AccountPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("ledger.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const accountId = parsePublicId("ledgerAccount", (await params).accountId) ?? notFound();
  const from = (await listParameters(searchParams)).text("older");
  const statement = await accountStatement(actor, { accountId, from: from === "" ? null : from });
  if (!statement) notFound();
  const path = accountHref(accountId);
  return (
    <>
      <PageHeader
        trail={[
          { href: "/admin/ledger", label: "Ledger" },
          { href: "/admin/ledger/accounts", label: "Accounts" },
        ]}
        title={accountTitle(statement.account)}
        lead={<Lead account={statement.account} />}
      />
      <Totals statement={statement} locale={display.locale} />
      {statement.lines.length === 0 ? (
        <EmptyState title="Nothing was posted here">
          The first posting stands here with the balance after it.
        </EmptyState>
      ) : (
        <StatementTable
          lines={statement.lines}
          isDebitNormal={isDebitNormal(statement.account.type)}
          display={display}
          caption="Postings of the account, newest first"
        />
      )}
      <PaginationLinks
        previousHref={from === "" ? null : path}
        nextHref={statement.older && `${path}?older=${statement.older}`}
      />
    </>
  );
}
