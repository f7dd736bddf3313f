/** Words for what can be wrong with one field. Schemas send these codes; an unknown one gets a plain sentence. */
const SENTENCES: Readonly<Record<string, string>> = {
  required: "Please fill this in.",
  too_short: "This is too short.",
  too_long: "This is too long.",
  invalid_email: "This does not look like an e-mail address, such as ada@example.com.",
  invalid_url: "This does not look like a web address, such as https://example.com/page.",
  invalid_day: "Please choose a day.",
  invalid_amount: "Please enter an amount, such as 120.00.",
  amount_malformed: "Please enter an amount, such as 120.00.",
  amount_needs_currency: "Please choose the currency that this amount is in.",
  whole_number: "Please enter a whole number above zero.",
  minor_amount_malformed: "Please enter a whole number of the smallest unit, such as 5000 for 50.00.",
  amount_too_precise: "This currency has fewer digits after the point.",
  amount_too_large: "This amount is too large.",
  amount_must_be_positive: "Please enter an amount above zero.",
  quantity_out_of_range: "Please choose a quantity from 1 to 99.",
  priority_out_of_range: "Please choose a number from 1, spent first, to 50, spent last.",
  days_malformed: "Please enter a whole number of days, such as 90.",
  reminder_days_malformed: "Please enter whole days with commas between them, such as -3, 0, 7.",
  phone_malformed: "Please enter the number with its country, such as +49 170 1234567.",
  tax_id_malformed: "Please use 4 to 20 letters and digits, such as DE136695976.",
  region_malformed: "Please use the short form of up to three letters or digits, such as NY.",
  day_malformed: "Please choose a day.",
  tax_id_wrong: "This is not a VAT id of that country: its digits do not fit together. Please check it.",
  percent_malformed: "Please enter a percentage, such as 10 or 12.5.",
  email_taken:
    "There is already an account with this e-mail address. Sign in instead, or reset its password.",
  password_too_weak: "Please choose a longer password. Several words that do not belong together are good.",
  password_too_short: "Please use at least 8 characters; 15 or more are better.",
  password_too_long: "Please use at most 128 characters.",
  password_too_common: "This is one of the passwords that are guessed first. Please choose another.",
  password_names_you:
    "This is made of your name, your e-mail address or the seller's name. Please choose another.",
  reason_required: "Please give a reason. It is kept with the record.",
  comment_required: "Please say what should change.",
  environment_unconfirmed: "Please confirm that you mean this environment.",
  consent_required: "Please agree to this first.",
};

/** The sentence for a field's code. A text with a space in it is taken for a sentence already. */
export function fieldSentence(code: string): string {
  return SENTENCES[code] ?? (code.includes(" ") ? code : "Please check this.");
}
