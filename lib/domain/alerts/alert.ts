import type { StaffRole } from "../actor";

export const ALERT_SEVERITIES = ["notice", "warning", "critical"] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

export const ALERT_STATES = ["open", "acknowledged", "resolved", "false_alarm"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What may be done about an alert, named after the state that it leads to. */
export const ALERT_ACTS = ["acknowledged", "resolved", "false_alarm"] as const;
export type AlertAct = (typeof ALERT_ACTS)[number];

interface AlertRule {
  readonly severity: AlertSeverity;
  /** Whose matter it is until somebody takes it. */
  readonly ownerRole: StaffRole;
}

/** Everything that alerts. A new kind needs words in the console, or it does not compile. */
export const ALERT_RULES = {
  pci_violation: { severity: "critical", ownerRole: "platform_admin" },
  mode_mismatch: { severity: "critical", ownerRole: "platform_admin" },
  webhook_deliveries_failing: { severity: "critical", ownerRole: "platform_admin" },
  webhook_events_missed: { severity: "warning", ownerRole: "platform_admin" },
  card_testing: { severity: "critical", ownerRole: "billing_ops" },
  payment_disputed: { severity: "critical", ownerRole: "billing_ops" },
  webhook_event_dead: { severity: "warning", ownerRole: "billing_ops" },
} as const satisfies Readonly<Record<string, AlertRule>>;

export type AlertKind = keyof typeof ALERT_RULES;

function isAlertKind(text: string): text is AlertKind {
  return Object.hasOwn(ALERT_RULES, text);
}

export const ALERT_KINDS: readonly AlertKind[] = Object.keys(ALERT_RULES).filter(isAlertKind);

/** Whether the alert still waits for its end. An acknowledged one has an owner, and goes on. */
export function isUnfinished(state: AlertState): boolean {
  return state === "open" || state === "acknowledged";
}

/** Only an unfinished alert can be ended; one that was taken can be taken over. */
export function mayBecome(from: AlertState, act: AlertAct): boolean {
  return isUnfinished(from) && ALERT_ACTS.includes(act);
}

/** An end is explained; taking an alert is not. */
export function needsNote(act: AlertAct): boolean {
  return act !== "acknowledged";
}
