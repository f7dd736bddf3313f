import { publicId } from "@/lib/platform/ids";

/** Addresses of the console's pages, by record. Every id in them is the prefixed one. */
export const orderHref = (id: string): string => `/admin/orders/${publicId("order", id)}`;
/** Where the terms of an order are looked at and changed. */
export const termsHref = (orderId: string): string => `${orderHref(orderId)}/terms`;
export const paymentHref = (id: string): string => `/admin/payments/${publicId("payment", id)}`;
export const documentHref = (id: string): string => `/admin/invoices/${publicId("document", id)}`;
export const customerHref = (id: string): string => `/admin/customers/${publicId("customer", id)}`;
export const walletHref = (customerId: string): string =>
  `/admin/wallets/${publicId("customer", customerId)}`;
export const lotHref = (id: string): string => `/admin/wallets/lots/${publicId("walletLot", id)}`;
export const entryHref = (id: string): string => `/admin/ledger/entries/${publicId("journalEntry", id)}`;
export const accountHref = (id: string): string => `/admin/ledger/accounts/${publicId("ledgerAccount", id)}`;
export const manualPaymentHref = (id: string): string =>
  `/admin/manual-payments/${publicId("manualPayment", id)}`;
export const alertHref = (id: string): string => `/admin/alerts/${publicId("alert", id)}`;
export const webhookEventHref = (id: string): string => `/admin/webhooks/${publicId("webhookEvent", id)}`;
export const auditEventHref = (id: string): string => `/admin/audit/${publicId("auditEvent", id)}`;
