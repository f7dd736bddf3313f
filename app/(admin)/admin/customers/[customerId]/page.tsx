import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { NoticeList } from "@/components/account/notice-list";
import { Figure } from "@/components/admin/figure";
import { NoPermission } from "@/components/admin/no-permission";
import { ROLE_WORDS } from "@/components/admin/role-words";
import { cardExpiry, cardName } from "@/components/money/card-name";
import { MoneyText } from "@/components/money/money-text";
import { CopyableId } from "@/components/ui/copyable-id";
import { DefinitionList } from "@/components/ui/definition-list";
import { LinkButton } from "@/components/ui/link-button";
import { Moment } from "@/components/ui/moment";
import { PageHeader } from "@/components/ui/page-header";
import { Section } from "@/components/ui/section";
import { parsePublicId, publicId } from "@/lib/platform/ids";
import { type ConsoleCustomer, findConsoleCustomer } from "@/lib/queries/console/find-customer";
import { findTermsOfCustomer } from "@/lib/queries/console/find-terms";
import { FIRST_PAGE } from "@/lib/queries/console/keyset";
import { listOrders } from "@/lib/queries/console/list-orders";
import { listNotices } from "@/lib/queries/notices/list-notices";
import { accountStatement } from "@/lib/reports/account-statement";
import { CustomerTerms } from "../../_console/customer-terms";
import { CustomerWallet } from "../../_console/customer-wallet";
import { accountHref, walletHref } from "../../_console/hrefs";
import { type Display, openConsole } from "../../_console/open-console";
import { OrderTable } from "../../_console/order-table";

interface CustomerPageProps {
  readonly params: Promise<{ readonly customerId: string }>;
}

export const metadata: Metadata = { title: "Customer" };

/** What the customer holds and owes, one figure for each currency in use. */
function Balances({ customer, locale }: { readonly customer: ConsoleCustomer; readonly locale: string }) {
  const inUse = (account: { currency: string; balance: { amountMinor: bigint } }) =>
    account.balance.amountMinor !== 0n || account.currency === customer.currencies[0];
  return (
    <dl className="mb-10 grid grid-cols-2 gap-x-8 gap-y-4 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))]">
      {customer.receivables.filter(inUse).map((account) => (
        <Figure key={account.accountId} label="Owes" href={accountHref(account.accountId)}>
          <MoneyText amount={account.balance} locale={locale} />
        </Figure>
      ))}
      {customer.wallets.filter(inUse).map((account) => (
        <Figure
          key={account.accountId}
          label="Wallet"
          href={`${walletHref(customer.id)}?currency=${account.currency}`}
        >
          <MoneyText amount={account.balance} locale={locale} />
        </Figure>
      ))}
    </dl>
  );
}

function Contact({ customer, display }: { readonly customer: ConsoleCustomer; readonly display: Display }) {
  return (
    <Section title="Contact">
      <DefinitionList
        className="border-t border-ink"
        items={[
          {
            term: "E-mail",
            value: (
              <a href={`mailto:${customer.email}`} className="break-all link">
                {customer.email}
              </a>
            ),
          },
          { term: "Since", value: <Moment at={customer.createdAt} {...display} /> },
          { term: "Id", value: <CopyableId id={publicId("customer", customer.id)} of="customer id" /> },
          ...(customer.gatewayCustomerId
            ? [{ term: "At Stripe", value: <CopyableId id={customer.gatewayCustomerId} of="id at Stripe" /> }]
            : []),
          ...customer.savedMethods.map((method, index) => ({
            term: index === 0 ? "Saved cards" : `Card ${index + 1}`,
            value: `${cardName(method)}, ${cardExpiry(method)}${method.isDefault ? " (default)" : ""}`,
          })),
        ]}
      />
    </Section>
  );
}

async function readCustomer(params: CustomerPageProps["params"], actor: Parameters<typeof listOrders>[0]) {
  const customerId = parsePublicId("customer", (await params).customerId) ?? notFound();
  const any = { search: "", state: null, placed: { from: null, to: null }, page: FIRST_PAGE };
  const [customer, orders] = await Promise.all([
    findConsoleCustomer(actor, { customerId }),
    listOrders(actor, { ...any, customerId }),
  ]);
  if (!customer || !orders) notFound();
  const statements = await Promise.all(
    customer.wallets.map((wallet) => accountStatement(actor, { accountId: wallet.accountId, from: null })),
  );
  return { customer, orders, statements: statements.filter((statement) => statement !== null) };
}

export default async function CustomerPage({ params }: CustomerPageProps) {
  const { actor, display, may } = await openConsole();
  if (!may("customer.read")) return <NoPermission role={ROLE_WORDS[actor.role]} />;
  const { customer, orders, statements } = await readCustomer(params, actor);
  const { locale } = display;
  return (
    <>
      <PageHeader
        trail={[{ href: "/admin/customers", label: "Customers" }]}
        title={customer.name}
        lead={customer.email}
        actions={
          <LinkButton href={walletHref(customer.id)} size="small">
            Wallet
          </LinkButton>
        }
      />
      <Balances customer={customer} locale={locale} />
      <div className="grid gap-10">
        <Section
          title="Orders"
          aside={
            <Link href={`/admin/orders?customer=${publicId("customer", customer.id)}`} className="link">
              In the list
            </Link>
          }
        >
          {orders.rows.length === 0 ? (
            <p className="border-t border-ink py-2.5 text-ink-soft">None yet.</p>
          ) : (
            <OrderTable orders={orders.rows.slice(0, 10)} display={display} isCustomerHidden />
          )}
        </Section>
        <CustomerTerms
          customer={customer}
          terms={await findTermsOfCustomer(actor, customer.id)}
          mayChange={may("customer_terms.change")}
          locale={locale}
        />
        <CustomerWallet statements={statements} display={display} />
        <Section title="Messages" aside="The newest twenty">
          <NoticeList notices={await listNotices(actor, { customerId: customer.id })} display={display} />
        </Section>
        <Contact customer={customer} display={display} />
      </div>
    </>
  );
}
