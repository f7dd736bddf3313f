/** What only staff can run into: the clock, links to payments, payments by hand, notices. One for each code. */
export const STAFF_SENTENCES = {
  clock_not_movable: "Time cannot be moved here: it is only for demos and tests.",
  clock_move_out_of_range: "The clock goes forward only, and by 400 days at most.",
  nothing_scheduled: "Nothing has a date ahead, so the clock stays where it is.",
  received_in_the_future: "Nothing was recorded: the day on which the money came is still ahead.",
  reference_required: "Please enter the reference of the transfer, the check or the receipt.",
  parts_exceed_amount:
    "Nothing was recorded: the parts come to more than the amount, or name an order twice.",
  evidence_refused: "The file was not taken. It has to be a PDF, PNG or JPEG of at most 750 kB.",
  needs_another_person: "Whoever recorded a payment cannot verify it. Somebody else has to.",
  pay_link_days_out_of_range: "A link is valid for 1 to 60 days. Choose a number between them.",
  manual_payment_already_decided: "This was decided already. Reload the page to see how.",
  terms_unchanged: "These are the order's terms already: nothing was changed.",
  terms_leave_nothing: "Under these terms nothing would be left to pay, so they were not set.",
  terms_not_changeable: "A top-up is paid at once: it has no other terms.",
  deposit_too_late: "Work on this order has begun, so a deposit cannot be asked for any more.",
  installment_not_found: "There is no such installment in this order.",
  installment_not_open: "Only an installment that has a day, and is not paid, can be put off.",
  due_date_not_later: "Choose a day after the one on which it is due now.",
  notice_not_found: "There is no such message here.",
  notice_not_repeatable:
    "This message held a link that worked once, or is still on its way. Make a new one instead.",
  reminder_days_out_of_range: "Reminders: at most 12, from 60 days before the day to 365 days after it.",
  reminder_hour_out_of_range: "Reminders go out by day: choose an hour from 8 to 19.",
  address_malformed: "This does not look like one e-mail address.",
  wallet_hold_not_found: "Nothing is held here any more. Reload the page to see what became of it.",
  manual_payment_not_verified: "Only money that was verified can go back.",
  manual_payment_not_found: "There is no such payment here.",
  tax_place_unknown: "Nothing was changed: choose the country, and the region by its short form, such as NY.",
  tax_rate_malformed:
    "Nothing was changed: a rate needs a country, a name, a percentage from 0 to 100 and the day from which it holds.",
  tax_rates_overlap:
    "Nothing was changed: two rates for the same place and kind hold on the same day. End one before the other begins.",
  tax_rates_missing: "Nothing was changed: enter a rate first, or choose that nothing is taxed.",
} as const;
