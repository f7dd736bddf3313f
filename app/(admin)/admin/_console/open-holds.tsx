import Link from "next/link";
import { MoneyText } from "@/components/money/money-text";
import { StatusBadge } from "@/components/money/status-badge";
import { Dialog } from "@/components/ui/dialog";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { Cell, HeadCell, Row, RowHeadCell, Table, TableHead } from "@/components/ui/table";
import { ReleaseHoldForm } from "@/components/wallet/release-hold-form";
import { publicId } from "@/lib/platform/ids";
import type { OpenHold } from "@/lib/queries/wallets/list-open-holds";
import { releaseHoldAction } from "../wallets/actions";
import { confirmableEnvironment } from "./confirmable-environment";
import { orderHref, paymentHref, walletHref } from "./hrefs";
import type { Display } from "./open-console";

interface OpenHoldsProps {
  readonly holds: readonly OpenHold[];
  readonly mayRelease: boolean;
  readonly display: Display;
}

function HoldRow({ hold, mayRelease, display }: Omit<OpenHoldsProps, "holds"> & { readonly hold: OpenHold }) {
  const { customer, order, payment } = hold;
  return (
    <Row>
      <RowHeadCell>
        <Link href={`${walletHref(customer.id)}?currency=${hold.amount.currency}`} className="link">
          {customer.name}
        </Link>
        <Link href={orderHref(order.id)} className="block text-xs font-normal link">
          Order {String(order.number)}
        </Link>
        {payment && (
          <Link href={paymentHref(payment.id)} className="inline-block font-normal">
            <StatusBadge of="payment" state={payment.state} audience="staff" />
          </Link>
        )}
      </RowHeadCell>
      <Cell className="hidden sm:table-cell">
        <Moment at={hold.createdAt} {...display} precision="minute" />
      </Cell>
      <Cell>
        <Moment at={hold.expiresAt} {...display} precision="minute" />
      </Cell>
      <Cell isNumeric>
        <MoneyText amount={hold.amount} locale={display.locale} />
        {mayRelease && payment && (
          <span className="mt-1 block">
            <Dialog
              trigger="Give back"
              triggerSize="small"
              triggerLabel={`Give back the credit held for order ${String(order.number)}`}
              title={`Give back the credit held for order ${String(order.number)}`}
            >
              <ReleaseHoldForm
                action={releaseHoldAction}
                holdPublicId={publicId("walletHold", hold.id)}
                environment={confirmableEnvironment()}
                locale={display.locale}
              />
            </Dialog>
          </span>
        )}
      </Cell>
    </Row>
  );
}

/** What open checkouts hold: who, for which order, since and until when; staff may give it back. */
export function OpenHolds({ holds, mayRelease, display }: OpenHoldsProps) {
  return (
    <Section title="Held by open checkouts">
      {holds.length === 0 ? (
        <p className="border-t border-ink py-2.5 text-ink-soft">Nothing is held.</p>
      ) : (
        <Table caption="Credit held by open checkouts, the oldest first">
          <TableHead>
            <HeadCell>Whose</HeadCell>
            <HeadCell className="hidden sm:table-cell">Since</HeadCell>
            <HeadCell>Until</HeadCell>
            <HeadCell isNumeric>Held</HeadCell>
          </TableHead>
          <tbody>
            {holds.map((hold) => (
              <HoldRow key={hold.id} hold={hold} mayRelease={mayRelease} display={display} />
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}
