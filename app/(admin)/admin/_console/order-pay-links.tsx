import { PayLinkForm } from "@/components/admin/pay-link-form";
import { ReasonDialog } from "@/components/admin/reason-dialog";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { Moment } from "@/components/ui/moment";
import { Section } from "@/components/ui/section";
import { PAY_LINK_DAYS_USUAL, type PayLinkState } from "@/lib/domain/pay-links/pay-link";
import { newId, publicId } from "@/lib/platform/ids";
import type { ConsoleOrder } from "@/lib/queries/console/find-order";
import type { PayLinkView } from "@/lib/queries/pay-links/list-pay-links";
import { createPayLinkAction, revokePayLinkAction } from "../orders/pay-link-actions";
import type { Display } from "./open-console";

const STATES = {
  open: { tone: "waiting", word: "Open" },
  expired: { tone: "ended", word: "Expired" },
  revoked: { tone: "ended", word: "Revoked" },
} as const satisfies Record<PayLinkState, { tone: BadgeTone; word: string }>;

interface OrderPayLinksProps {
  readonly order: ConsoleOrder;
  readonly links: readonly PayLinkView[];
  readonly display: Display;
}

function LinkItem({ link, display }: { readonly link: PayLinkView; readonly display: Display }) {
  const { tone, word } = STATES[link.state];
  return (
    <li className="grid gap-1 border-b py-2 text-sm">
      <div className="flex items-baseline justify-between gap-4">
        <p className="min-w-0 font-medium">
          Until <Moment at={link.expiresAt} precision="minute" {...display} />
        </p>
        <Badge tone={tone}>{word}</Badge>
      </div>
      <p className="text-ink-soft">
        {link.createdBy}: {link.reason}
      </p>
      <p className="text-ink-soft">
        {link.openedAt === null ? (
          "Not opened yet."
        ) : (
          <>
            Opened {link.openCount === 1 ? "once" : `${link.openCount} times`}, last{" "}
            <Moment at={link.openedAt} precision="minute" {...display} />
          </>
        )}
      </p>
      {link.revokeReason !== null && (
        <p className="text-ink-soft">
          Revoked by {link.revokedBy}: {link.revokeReason}
        </p>
      )}
      {link.url !== null && (
        <>
          <CopyableId id={link.url} of="pay link" className="text-xs" />
          <div>
            <ReasonDialog
              action={revokePayLinkAction}
              record={{ name: "payLinkId", id: publicId("payLink", link.id) }}
              trigger="Revoke"
              title="Revoke this pay link?"
              consequences={["It opens nothing from now on. A payment that is under way goes on."]}
              confirm="Revoke the link"
              pending="Revoking…"
              environment={null}
              locale={display.locale}
            />
          </div>
        </>
      )}
    </li>
  );
}

/** Links by which this order is paid without an account: who made them, why, whether they were opened. */
export function OrderPayLinks({ order, links, display }: OrderPayLinksProps) {
  const mayMake = order.state !== "paid" && order.state !== "canceled";
  if (links.length === 0 && !mayMake) return null;
  return (
    <Section title="Pay links">
      {links.length > 0 && (
        <ul className="border-t border-ink">
          {links.map((link) => (
            <LinkItem key={link.id} link={link} display={display} />
          ))}
        </ul>
      )}
      {mayMake && (
        <PayLinkForm
          action={createPayLinkAction}
          linkKey={newId()}
          orderId={publicId("order", order.id)}
          customer={order.customer}
          validDays={PAY_LINK_DAYS_USUAL}
        />
      )}
    </Section>
  );
}
