import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { FilterBar } from "@/components/admin/filter-bar";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { MoneyText } from "@/components/money/money-text";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead, TotalRow } from "@/components/ui/table";
import { TextField } from "@/components/ui/text-field";
import { isDebitNormal } from "@/lib/domain/ledger/chart-of-accounts";
import { money } from "@/lib/domain/money/money";
import { trialBalanceReport, type TrialBalanceReport } from "@/lib/reports/trial-balance";
import { ACCOUNT_TYPE_WORDS, accountTitle } from "../../_console/account-words";
import { accountHref } from "../../_console/hrefs";
import { openConsole } from "../../_console/open-console";
import { listParameters, type SearchParameters } from "../../_console/parameters";

export const metadata: Metadata = { title: "Trial balance" };

const PATH = "/admin/ledger/trial-balance";

type Balance = TrialBalanceReport["balances"][number];

function AccountBalanceRow(props: { readonly account: Balance["rows"][number]; readonly locale: string }) {
  const { account, locale } = props;
  const { balanceMinor, currency } = account;
  const isDebit = balanceMinor > 0n || (balanceMinor === 0n && isDebitNormal(account.type));
  const figure = (
    <MoneyText
      amount={money(balanceMinor < 0n ? -balanceMinor : balanceMinor, currency)}
      locale={locale}
      className={balanceMinor === 0n ? "text-ink-faint" : ""}
    />
  );
  return (
    <Row>
      <RowHeadCell>
        <Link href={accountHref(account.accountId)} className="link">
          {accountTitle(account)}
        </Link>
      </RowHeadCell>
      <Cell className="hidden text-ink-soft sm:table-cell">{ACCOUNT_TYPE_WORDS[account.type]}</Cell>
      <Cell isNumeric>{isDebit && figure}</Cell>
      <Cell isNumeric>{!isDebit && figure}</Cell>
    </Row>
  );
}

function Verdict({ balance, locale }: { readonly balance: Balance; readonly locale: string }) {
  const { differenceMinor, currency } = balance;
  if (differenceMinor === 0n) {
    return <p className="text-sm text-ink-soft">✓ Debits equal credits: the difference is zero.</p>;
  }
  return (
    <Notice tone="danger" title="The books are out of balance">
      Debits and credits differ by <MoneyText amount={money(differenceMinor, currency)} locale={locale} />.
      Run npm run ledger:verify to find the entry.
    </Notice>
  );
}

function CurrencyBalance({ balance, locale }: { readonly balance: Balance; readonly locale: string }) {
  const { currency, debitMinor, creditMinor } = balance;
  const total = (amountMinor: bigint) => <MoneyText amount={money(amountMinor, currency)} locale={locale} />;
  return (
    <Section title={currency} aside={`${balance.rows.length} accounts`}>
      <Table caption={`Trial balance in ${currency}`}>
        <TableHead>
          <HeadCell>Account</HeadCell>
          <HeadCell className="hidden sm:table-cell">Type</HeadCell>
          <HeadCell isNumeric>Debit</HeadCell>
          <HeadCell isNumeric>Credit</HeadCell>
        </TableHead>
        <tbody>
          {balance.rows.map((account) => (
            <AccountBalanceRow key={account.accountId} account={account} locale={locale} />
          ))}
        </tbody>
        <tfoot>
          <TotalRow>
            <RowHeadCell className="font-semibold">Total</RowHeadCell>
            <Cell className="hidden sm:table-cell" />
            <Cell isNumeric className="double-rule">
              {total(debitMinor)}
            </Cell>
            <Cell isNumeric className="double-rule">
              {total(creditMinor)}
            </Cell>
          </TotalRow>
        </tfoot>
      </Table>
      <Verdict balance={balance} locale={locale} />
    </Section>
  );
}

export default async function TrialBalancePage({
  searchParams,
}: {
  readonly searchParams: SearchParameters;
}) {
  const { actor, display, may } = await openConsole();
  if (!may("ledger.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const asOf = (await listParameters(searchParams)).day("asOf");
  const report = await trialBalanceReport(actor, { asOf });
  if (!report) notFound();
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/ledger", label: "Ledger" }]}
        title="Trial balance"
        lead={
          asOf === null
            ? "Everything posted so far."
            : `At the end of ${asOf}, in the zone ${display.timeZone}.`
        }
      />
      <FilterBar path={PATH} isFiltered={asOf !== null} label="Choose the day">
        <TextField key={asOf} label="As of the end of" name="asOf" type="date" defaultValue={asOf ?? ""} />
      </FilterBar>
      {report.balances.length === 0 ? (
        <EmptyState title="Nothing was posted by then">
          Debits and credits are both zero, which balances.
        </EmptyState>
      ) : (
        <div className="grid gap-10">
          {report.balances.map((balance) => (
            <CurrencyBalance key={balance.currency} balance={balance} locale={display.locale} />
          ))}
        </div>
      )}
    </>
  );
}
