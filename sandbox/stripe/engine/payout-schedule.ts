import type { BalanceSettings } from "../objects.ts";
import { nowS, type Sandbox } from "../sandbox.ts";

const DAY_S = 86_400;
const WEEKDAYS = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"] as const;

/** Every account begins with daily automatic payouts. https://docs.stripe.com/payouts#payout-schedule */
const initialSettings = (): BalanceSettings => ({
  object: "balance_settings",
  payments: {
    debit_negative_balances: true,
    payouts: {
      automatic_transfer_rules_by_currency: null,
      minimum_balance_by_currency: null,
      schedule: { interval: "daily" },
      statement_descriptor: null,
      status: "enabled",
    },
    settlement_timing: { delay_days: 2, start_of_day: null },
  },
});

/** The one settings object of the account, for whoever changes it. */
export function balanceSettings(sandbox: Sandbox): BalanceSettings {
  const present = sandbox.store.balanceSettings.get("settings");
  if (present !== undefined) return present;
  const created = initialSettings();
  sandbox.store.balanceSettings.set("settings", created);
  return created;
}

/** The settings to look at only. */
export const currentSettings = (sandbox: Sandbox): BalanceSettings =>
  sandbox.store.balanceSettings.peek("settings") ?? initialSettings();

/** Unix seconds of the UTC midnight that begins the day of `timeS`. */
export const startOfDayS = (timeS: number): number => timeS - (timeS % DAY_S);

const weekdayOf = (timeS: number): (typeof WEEKDAYS)[number] =>
  WEEKDAYS[new Date(timeS * 1_000).getUTCDay()] ?? "monday";

/** The UTC midnight `days` banking days after `timeS`: Saturdays and Sundays do not count. */
export function bankingDaysAfterS(timeS: number, days: number): number {
  let day = startOfDayS(timeS);
  for (let left = days; left > 0;) {
    day += DAY_S;
    if (weekdayOf(day) !== "saturday" && weekdayOf(day) !== "sunday") left -= 1;
  }
  return day;
}

/** Whether the schedule pays out on the UTC day that begins at `dayS`. */
function isPayoutDay(settings: BalanceSettings, dayS: number): boolean {
  const schedule = settings.payments.payouts?.schedule;
  const weekday = weekdayOf(dayS);
  if (schedule?.interval === "weekly")
    return (schedule.weekly_payout_days ?? ["monday"]).some((day) => day === weekday);
  if (schedule?.interval !== "monthly") return weekday !== "saturday" && weekday !== "sunday";
  const date = new Date(dayS * 1_000);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  return (schedule.monthly_payout_days ?? [1]).some((day) => Math.min(day, lastDay) === date.getUTCDate());
}

function nextPayoutS(settings: BalanceSettings, timeS: number): number {
  let day = startOfDayS(timeS) + DAY_S;
  while (!isPayoutDay(settings, day)) day += DAY_S;
  return day;
}

export const isAutomatic = (sandbox: Sandbox): boolean => {
  const interval = currentSettings(sandbox).payments.payouts?.schedule?.interval ?? "manual";
  return interval !== "manual";
};

/** Pays what is available in a currency out on the next day of the schedule, unless that is arranged already. */
export function scheduleAutomaticPayout(sandbox: Sandbox, currency: string, available: number): void {
  if (available <= 0 || !isAutomatic(sandbox) || sandbox.store.scheduledPayouts.has(currency)) return;
  const due = nextPayoutS(currentSettings(sandbox), nowS());
  sandbox.store.scheduledPayouts.set(currency, due);
  sandbox.later.at(due * 1_000, "pay_out", currency);
}
