import { StatusBadge } from "@/components/money/status-badge";
import { ActionForm } from "@/components/ui/action-form";
import { Dialog } from "@/components/ui/dialog";
import { DialogCancel } from "@/components/ui/dialog-cancel";
import { Moment } from "@/components/ui/moment";
import { SubmitButton } from "@/components/ui/submit-button";
import { TextArea } from "@/components/ui/text-area";
import type { MerchantView } from "@/lib/domain/merchant";
import { publicId } from "@/lib/platform/ids";
import type { OrderView, SiteView } from "@/lib/queries/orders/order-view";
import { approveSitesAction, sendSiteBackAction } from "../actions";

interface SiteListProps {
  readonly order: OrderView;
  readonly merchant: MerchantView;
}

/** Only web addresses become links; whatever else stands there is shown as text. */
function SiteLink({ url }: { readonly url: string }) {
  if (!/^https?:\/\//i.test(url)) return <span className="break-all">{url}</span>;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      className="inline-block min-h-6 break-all link"
    >
      {url.replace(/^https?:\/\//i, "")}
      <span aria-hidden="true"> ↗</span>
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}

/** What the page shows is as new as this; an approval does not reach anything that was attached later. */
function LookedAt({ sites }: { readonly sites: readonly SiteView[] }) {
  const newest = Math.max(...sites.map((site) => site.attachedAt?.getTime() ?? 0));
  return <input type="hidden" name="lookedAt" value={new Date(newest).toISOString()} />;
}

function Decision({ site, orderId }: { readonly site: SiteView; readonly orderId: string }) {
  const siteId = publicId("site", site.id);
  const name = `site ${site.position}`;
  return (
    <div className="flex flex-wrap items-start gap-2">
      <ActionForm action={approveSitesAction} label={`Approve ${name}`} className="grid gap-2">
        <input type="hidden" name="orderId" value={orderId} />
        <input type="hidden" name="siteId" value={siteId} />
        <LookedAt sites={[site]} />
        <SubmitButton
          variant="secondary"
          size="small"
          className="min-h-10"
          pendingLabel="Approving…"
          aria-label={`Approve ${name}`}
        >
          Approve
        </SubmitButton>
      </ActionForm>
      <Dialog
        trigger="Send back"
        triggerVariant="quiet"
        triggerLabel={`Send back ${name}`}
        title={`Send back ${name}`}
        description="Say what should change. We change it and show it to you again; nothing is charged meanwhile."
      >
        <ActionForm
          action={sendSiteBackAction}
          label={`Send back ${name}`}
          className="grid gap-4"
          resetsWhenDone
        >
          <input type="hidden" name="siteId" value={siteId} />
          <TextArea label="What should change?" name="comment" required maxLength={2_000} />
          <div className="flex flex-wrap gap-2">
            <SubmitButton pendingLabel="Sending back…">Send back</SubmitButton>
            <DialogCancel>Not now</DialogCancel>
          </div>
        </ActionForm>
      </Dialog>
    </div>
  );
}

function SiteItem({ site, order, merchant }: SiteListProps & { readonly site: SiteView }) {
  const { locale, timeZone } = merchant;
  const isDecidable = order.state === "sites_ready" && site.state === "ready";
  return (
    <li className="grid gap-x-6 gap-y-2 border-b py-4 sm:grid-cols-[1fr_auto]">
      <div className="grid min-w-0 gap-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="font-semibold">Site {site.position}</span>
          <span className="text-ink-soft">{site.description}</span>
        </p>
        {site.url && <SiteLink url={site.url} />}
        {site.note && <p className="text-ink-soft">“{site.note}”</p>}
        {site.comment && <p>You asked: “{site.comment}”</p>}
        <p className="flex flex-wrap gap-x-3">
          <StatusBadge of="site" state={site.state} audience="customer" />
          {site.approvedAt && (
            <span className="text-sm text-ink-soft">
              {site.approvedBy},{" "}
              <Moment at={site.approvedAt} locale={locale} timeZone={timeZone} precision="minute" />
            </span>
          )}
        </p>
      </div>
      {isDecidable && <Decision site={site} orderId={publicId("order", order.id)} />}
    </li>
  );
}

/** The sites of an order, each with its link and what can be decided about it. */
export function SiteList({ order, merchant }: SiteListProps) {
  const ready = order.sites.filter((site) => site.state === "ready");
  const canApproveAll = order.state === "sites_ready" && ready.length > 1;
  return (
    <div className="grid gap-4">
      <ul className="border-t border-ink">
        {order.sites.map((site) => (
          <SiteItem key={site.id} site={site} order={order} merchant={merchant} />
        ))}
      </ul>
      {canApproveAll && (
        <ActionForm
          action={approveSitesAction}
          label="Approve all sites"
          className="grid gap-3 justify-self-end"
        >
          <input type="hidden" name="orderId" value={publicId("order", order.id)} />
          {ready.map((site) => (
            <input key={site.id} type="hidden" name="siteId" value={publicId("site", site.id)} />
          ))}
          <LookedAt sites={ready} />
          <SubmitButton pendingLabel="Approving…">Approve all {ready.length} sites</SubmitButton>
        </ActionForm>
      )}
    </div>
  );
}
