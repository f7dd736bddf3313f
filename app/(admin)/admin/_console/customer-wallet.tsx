import Link from "next/link";
import { Section } from "@/components/ui/section";
import type { AccountStatement } from "@/lib/reports/account-statement";
import { accountHref } from "./hrefs";
import type { Display } from "./open-console";
import { StatementTable } from "./statement-table";

/** The newest movements of a customer's wallets, each with reason, actor and what it belongs to. */
export function CustomerWallet(props: {
  readonly statements: readonly AccountStatement[];
  readonly display: Display;
}) {
  const moved = props.statements.filter((statement) => statement.lines.length > 0);
  if (moved.length === 0) {
    return (
      <Section title="Wallet">
        <p className="border-t border-ink py-2.5 text-ink-soft">No credit was ever granted.</p>
      </Section>
    );
  }
  return moved.map((statement) => (
    <Section
      key={statement.account.id}
      title={props.statements.length > 1 ? `Wallet in ${statement.account.currency}` : "Wallet"}
      aside={
        <Link href={accountHref(statement.account.id)} className="link">
          Whole account
        </Link>
      }
    >
      <StatementTable
        lines={statement.lines.slice(0, 10)}
        isDebitNormal={false}
        display={props.display}
        caption="Movements of the wallet, newest first"
      />
    </Section>
  ));
}
