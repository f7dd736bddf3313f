import { AttachSiteForm } from "@/components/admin/attach-site-form";
import { StatusBadge } from "@/components/money/status-badge";
import { ActionForm } from "@/components/ui/action-form";
import { Section } from "@/components/ui/section";
import { SubmitButton } from "@/components/ui/submit-button";
import { publicId } from "@/lib/platform/ids";
import type { ConsoleOrder, ConsoleSite } from "@/lib/queries/console/find-order";
import { attachSiteAction, markSitesReadyAction } from "../orders/actions";

function SiteLine({ site, isEditable }: { readonly site: ConsoleSite; readonly isEditable: boolean }) {
  return (
    <li className="grid gap-x-4 gap-y-1 border-b py-2.5 sm:grid-cols-[4.5rem_1fr_auto]">
      <p className="font-medium">Site {site.position}</p>
      <div className="grid min-w-0 gap-0.5 text-sm">
        <StatusBadge of="site" state={site.state} audience="staff" />
        {site.url && (
          <a href={site.url} rel="noreferrer" target="_blank" className="break-all link">
            {site.url}
          </a>
        )}
        {site.note && <p className="text-ink-soft">{site.note}</p>}
        {site.comment && (
          <p className="border-l-[3px] border-attention bg-attention-wash px-3 py-1.5">
            <span className="font-semibold">The customer wants: </span>
            {site.comment}
          </p>
        )}
      </div>
      {isEditable && site.state !== "approved" && (
        <div className="self-start">
          <AttachSiteForm
            action={attachSiteAction}
            siteId={publicId("site", site.id)}
            position={site.position}
            url={site.url}
            note={site.note}
            comment={site.state === "changes_requested" ? site.comment : null}
          />
        </div>
      )}
    </li>
  );
}

/** Whether "show to the customer" is the next step: all sites are there, and some were not seen in this version. */
function isShowable(order: ConsoleOrder): boolean {
  const isComplete = order.sites.every((site) => site.state === "ready" || site.state === "approved");
  return order.state === "confirmed" && isComplete;
}

function MarkReady({ order }: { readonly order: ConsoleOrder }) {
  const missing = order.sites.filter((site) => site.state === "in_preparation").length;
  if (order.state === "confirmed" && missing > 0) {
    return (
      <p className="text-sm text-ink-soft">
        {missing} of {order.sites.length} still to attach; then they can be shown to the customer.
      </p>
    );
  }
  const isNewVersion =
    order.state === "sites_ready" &&
    order.sites.every((site) => site.state === "ready" || site.state === "approved");
  if (!isShowable(order) && !isNewVersion) return null;
  return (
    <ActionForm action={markSitesReadyAction} className="grid justify-items-start gap-2" label="Show sites">
      <input type="hidden" name="orderId" value={publicId("order", order.id)} />
      <SubmitButton variant={isNewVersion ? "secondary" : "primary"} pendingLabel="Telling the customer…">
        {isNewVersion ? "Tell the customer again" : "Show the sites to the customer"}
      </SubmitButton>
    </ActionForm>
  );
}

/** The order's sites with what the customer said of each, and what staff do next. */
export function OrderSites({
  order,
  mayAttach,
}: {
  readonly order: ConsoleOrder;
  readonly mayAttach: boolean;
}) {
  if (order.sites.length === 0) return null;
  const isEditable = mayAttach && (order.state === "confirmed" || order.state === "sites_ready");
  const approved = order.sites.filter((site) => site.state === "approved").length;
  return (
    <Section title="Sites" aside={`${approved} of ${order.sites.length} approved`}>
      <ul className="border-t border-ink">
        {order.sites.map((site) => (
          <SiteLine key={site.id} site={site} isEditable={isEditable} />
        ))}
      </ul>
      {isEditable && <MarkReady order={order} />}
    </Section>
  );
}
