import type { MerchantView } from "@/lib/domain/merchant";

/** What every template is given beside its own facts. */
export interface MailFrame {
  readonly merchant: MerchantView;
  /** The canonical origin that links start with, without a slash at its end. */
  readonly appUrl: string;
}
