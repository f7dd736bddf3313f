import { availableIn } from "../engine/balance.ts";
import { balanceSettings, currentSettings, scheduleAutomaticPayout } from "../engine/payout-schedule.ts";
import { emit } from "../events.ts";
import { snapshot } from "../objects.ts";
import { invalidRequest } from "../protocol/errors.ts";
import {
  boolean,
  clearable,
  integer,
  list,
  map,
  notSimulated,
  object,
  oneOf,
  text,
  type Parsed,
} from "../protocol/params.ts";
import { route } from "../protocol/route.ts";
import type { Sandbox } from "../sandbox.ts";

const scheduleSpec = {
  interval: oneOf("daily", "manual", "monthly", "weekly"),
  monthly_payout_days: list(integer()),
  weekly_payout_days: list(oneOf("monday", "tuesday", "wednesday", "thursday", "friday")),
};
const updateSpec = {
  payments: object({
    debit_negative_balances: boolean(),
    payouts: object({
      automatic_transfer_rules_by_currency: notSimulated(),
      minimum_balance_by_currency: clearable(map(integer())),
      schedule: object(scheduleSpec),
      statement_descriptor: text(22),
    }),
    settlement_timing: notSimulated(),
  }),
};

type Schedule = Parsed<typeof scheduleSpec>;

/** https://docs.stripe.com/api/balance-settings/update: days belong to their interval. */
function checkSchedule({
  interval,
  monthly_payout_days: days,
  weekly_payout_days: weekdays,
}: Schedule): void {
  const wrong = days !== undefined && interval !== "monthly" ? "monthly_payout_days" : null;
  const param = weekdays !== undefined && interval !== "weekly" ? "weekly_payout_days" : wrong;
  if (param !== null)
    throw invalidRequest(`\`${param}\` cannot be set with this payout interval.`, { param });
  if (days?.some((day) => day < 1 || day > 31) === true)
    throw invalidRequest("Monthly payout days must be between 1 and 31.", { param: "monthly_payout_days" });
}

function apply(sandbox: Sandbox, { payments }: Parsed<typeof updateSpec>): void {
  const settings = balanceSettings(sandbox);
  const { payouts } = settings.payments;
  if (payments?.debit_negative_balances !== undefined)
    settings.payments.debit_negative_balances = payments.debit_negative_balances;
  if (payouts === null || payments?.payouts === undefined) return;
  const given = payments.payouts;
  if (given.statement_descriptor !== undefined) payouts.statement_descriptor = given.statement_descriptor;
  if (given.minimum_balance_by_currency !== undefined)
    payouts.minimum_balance_by_currency =
      given.minimum_balance_by_currency === null ? null : { ...given.minimum_balance_by_currency };
  if (given.schedule?.interval === undefined) return;
  const { interval, monthly_payout_days, weekly_payout_days } = given.schedule;
  payouts.schedule = {
    interval,
    ...(interval === "monthly" ? { monthly_payout_days: [...(monthly_payout_days ?? [1])] } : {}),
    ...(interval === "weekly"
      ? { weekly_payout_days: [...(weekly_payout_days ?? ["monday" as const])] }
      : {}),
  };
}

const retrieve = route({
  method: "GET",
  path: "/v1/balance_settings",
  params: {},
  handle: ({ sandbox }) => currentSettings(sandbox),
});

const update = route({
  method: "POST",
  path: "/v1/balance_settings",
  params: updateSpec,
  handle({ sandbox, params }) {
    if (params.payments?.payouts?.schedule !== undefined) checkSchedule(params.payments.payouts.schedule);
    const before = snapshot(currentSettings(sandbox));
    apply(sandbox, params);
    emit(sandbox, "balance_settings.updated", currentSettings(sandbox), before);
    for (const currency of sandbox.store.balances.ids())
      scheduleAutomaticPayout(sandbox, currency, availableIn(sandbox, currency));
    return currentSettings(sandbox);
  },
});

/** https://docs.stripe.com/api/balance-settings */
export const balanceSettingsRoutes = [retrieve, update];
