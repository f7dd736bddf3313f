import type { WalletHrefs } from "@/app/_wallet/wallet-rows";
import { publicId } from "@/lib/platform/ids";

/** Where a customer looks at what stands behind a wallet's movements. */
export const CUSTOMER_WALLET_HREFS: WalletHrefs = {
  lot: (lotId) => `/account/wallet/lots/${publicId("walletLot", lotId)}`,
  linksOf: ({ orderId, orderNumber }) =>
    orderId === null || orderNumber === null
      ? []
      : [{ href: `/orders/${publicId("order", orderId)}`, label: `Order ${orderNumber}` }],
};
