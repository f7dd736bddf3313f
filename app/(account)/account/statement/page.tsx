import type { Metadata } from "next";
import { statementRequest } from "@/app/_edge/statement-request";
import { DocumentBar } from "@/components/documents/document-bar";
import { PrintedPage } from "@/components/documents/printed-page";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { currentMerchant } from "@/lib/auth/current-merchant";
import { customerContext } from "@/lib/auth/service-context";
import { getStatement, type StatementRequest } from "@/lib/queries/documents/get-statement";

export const metadata: Metadata = { title: "Statement" };

interface StatementPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>>;
}

function PeriodForm(props: { readonly asked: StatementRequest; readonly currencies: readonly string[] }) {
  const { from, until, currency } = props.asked;
  return (
    <form
      method="get"
      aria-label="Period"
      className="mx-auto mb-6 flex max-w-3xl flex-wrap items-end gap-4 print:hidden"
    >
      <TextField key={`from ${from}`} label="From" name="from" type="date" defaultValue={from} />
      <TextField key={`until ${until}`} label="Until" name="until" type="date" defaultValue={until} />
      {props.currencies.length > 1 && (
        <Select
          key={`currency ${currency}`}
          label="Currency"
          name="currency"
          options={props.currencies.map((code) => ({ value: code, label: code }))}
          defaultValue={currency}
        />
      )}
      <Button type="submit">Show</Button>
    </form>
  );
}

export default async function StatementPage({ searchParams }: StatementPageProps) {
  const [{ actor, clock }, merchant, parameters] = await Promise.all([
    customerContext(),
    currentMerchant(),
    searchParams,
  ]);
  const parameter = (name: string) => {
    const value = parameters[name];
    return typeof value === "string" ? value : null;
  };
  const asked = statementRequest(parameter, merchant, clock.now());
  const statement = await getStatement(actor, asked);
  const query = new URLSearchParams({ from: asked.from, until: asked.until, currency: asked.currency });
  return (
    <>
      <PeriodForm asked={asked} currencies={merchant.currencies} />
      <div className="mx-auto max-w-3xl">
        <DocumentBar
          trail={[{ href: "/account", label: "Account" }]}
          pdfHref={`/account/statement/pdf?${query}`}
          status={<span className="text-ink-soft">What you were charged, paid and owe.</span>}
        />
        <PrintedPage document={statement} />
      </div>
    </>
  );
}
