import type { Money } from "./money/money";

/**
 * Everything that Remit refuses, as a closed list. `kind` decides behavior (HTTP status, retry, tone); `code` decides words.
 * The server sends codes and data; components choose sentences.
 */
export type Failure =
  | { readonly kind: "not_found"; readonly code: NotFoundCode }
  | { readonly kind: "forbidden"; readonly code: "missing_permission"; readonly permission: string }
  | {
      readonly kind: "unauthenticated";
      readonly code: "sign_in_required" | "wrong_credentials" | "reset_link_invalid";
    }
  | {
      readonly kind: "invalid";
      readonly code: "invalid_input";
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: "rejected"; readonly code: RejectedCode }
  | { readonly kind: "rejected"; readonly code: "insufficient_wallet_balance"; readonly available: Money }
  | { readonly kind: "conflict"; readonly code: ConflictCode }
  | {
      readonly kind: "conflict";
      readonly code: "order_state_refused";
      readonly from: string;
      readonly to: string;
    }
  | { readonly kind: "declined"; readonly code: string; readonly isRetryable: boolean }
  | { readonly kind: "rate_limited"; readonly code: "too_many_attempts"; readonly retryAfterSeconds: number }
  | {
      readonly kind: "unavailable";
      readonly code:
        | "gateway_not_reached"
        | "payment_missing_at_gateway"
        | "environment_mismatch"
        | "database_not_reached"
        | "paused_for_now";
    }
  | { readonly kind: "outcome_unknown"; readonly code: "awaiting_gateway"; readonly paymentId: string };

export type NotFoundCode =
  | "order_not_found"
  | "document_not_found"
  | "invoice_not_found"
  | "installment_not_found"
  | "site_not_found"
  | "payment_not_found"
  | "product_not_found"
  | "customer_not_found"
  | "payment_method_not_found"
  | "journal_entry_not_found"
  | "wallet_lot_not_found"
  | "wallet_hold_not_found"
  | "webhook_event_not_found"
  | "alert_not_found"
  | "session_not_found"
  | "login_not_found"
  | "pay_link_not_found"
  | "manual_payment_not_found"
  | "notice_not_found";

export type RejectedCode =
  | "order_is_empty"
  | "quantity_out_of_range"
  | "currency_mismatch"
  | "currency_not_enabled"
  | "amount_above_limit"
  | "amount_below_limit"
  | "limits_contradict"
  | "wallet_rules_contradict"
  | "top_up_below_limit"
  | "top_up_above_limit"
  | "credit_above_limit"
  | "credit_exceeds_invoice"
  | "credit_leaves_nothing"
  | "priority_out_of_range"
  | "expiry_has_passed"
  | "amount_must_be_positive"
  | "product_not_available"
  | "sites_incomplete"
  | "reason_required"
  | "nothing_due"
  | "terms_not_offered"
  | "terms_malformed"
  | "terms_unchanged"
  | "terms_leave_nothing"
  | "due_date_not_later"
  | "card_part_too_small"
  | "credit_does_not_cover"
  | "email_taken"
  | "password_too_weak"
  | "consent_required"
  | "card_number_refused"
  | "clock_not_movable"
  | "clock_move_out_of_range"
  | "nothing_scheduled"
  | "tax_place_unknown"
  | "tax_rate_malformed"
  | "tax_rates_overlap"
  | "tax_rates_missing"
  | "pay_link_days_out_of_range"
  | "received_in_the_future"
  | "reference_required"
  | "parts_exceed_amount"
  | "evidence_refused"
  | "needs_another_person"
  | "reminder_days_out_of_range"
  | "reminder_hour_out_of_range"
  | "address_malformed"
  | "phone_malformed"
  | "notice_cannot_be_turned_off";

export type ConflictCode =
  | "idempotency_conflict"
  | "invoice_not_open"
  | "order_not_payable"
  | "page_outdated"
  | "order_already_paid"
  | "order_partly_paid"
  | "terms_not_changeable"
  | "deposit_too_late"
  | "installment_not_open"
  | "order_has_open_payment"
  | "site_not_ready"
  | "site_changed"
  | "site_already_approved"
  | "entry_already_reversed"
  | "entry_not_reversible"
  | "money_not_unapplied"
  | "wallet_lot_not_convertible"
  | "payment_already_completed"
  | "credit_covers_all"
  | "webhook_event_not_replayable"
  | "alert_already_ended"
  | "pay_link_expired"
  | "pay_link_revoked"
  | "manual_payment_already_decided"
  | "notice_not_repeatable"
  | "manual_payment_not_verified";

export type FailureKind = Failure["kind"];

/** The members of the list with one of the given kinds, for services that refuse in fewer ways. */
export type FailureOf<K extends FailureKind> = Extract<Failure, { kind: K }>;
