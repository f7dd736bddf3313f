import type { WalletHrefs } from "@/app/_wallet/wallet-rows";
import { entryHref, lotHref, orderHref, paymentHref } from "./hrefs";

/** Where staff look at what stands behind a movement: order, payment, entry, and for some the audit records of the act. */
export const staffWalletHrefs = (mayReadAudit: boolean): WalletHrefs => ({
  lot: lotHref,
  linksOf: ({ orderId, orderNumber, paymentId, entryId, traceId }) => [
    ...(orderId === null
      ? []
      : [{ href: orderHref(orderId), label: orderNumber === null ? "order" : `order ${orderNumber}` }]),
    ...(paymentId === null ? [] : [{ href: paymentHref(paymentId), label: "payment" }]),
    ...(entryId === null ? [] : [{ href: entryHref(entryId), label: "entry" }]),
    ...(mayReadAudit ? [{ href: `/admin/audit?about=${traceId}`, label: "audit" }] : []),
  ],
});
